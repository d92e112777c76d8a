// What the kernel itself holds for programs, in pipes, sockets, queues, page tables and tables of mounts, has an end as
// well: here of the 256 MB that the machine has. And what is given back is there again.
#include "guest.h"
#include <sys/epoll.h>
#include <sys/mount.h>
#include <sys/msg.h>
#include <sys/sem.h>

#define MIB (1l << 20)

static char *block;

static long fill(int file) {
    long total = 0;
    for (ssize_t count; (count = write(file, block, MIB)) > 0;) total += count;
    return total;
}

static long pipes(void) {
    int pair[2];
    if (pipe2(pair, O_NONBLOCK) == -1) return -1;
    fcntl(pair[0], F_SETPIPE_SZ, MIB);
    return fill(pair[1]);
}

static long sockets_of(int type) {
    int pair[2];
    int size = 1 << 30;
    if (socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, pair) == -1) return -1;
    setsockopt(pair[0], SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size);
    if (type == SOCK_STREAM) return fill(pair[0]);
    long total = 0;
    for (ssize_t count; total < 400 * MIB && (count = send(pair[0], block, 100000, 0)) > 0;) total += count;
    return total;
}
static long streams(void) { return sockets_of(SOCK_STREAM); }
static long datagrams(void) { return sockets_of(SOCK_DGRAM); }

static long queues(void) {
    struct { long type; char text[8192]; } *message = (void *)block;
    int queue = msgget(IPC_PRIVATE, 0600);
    if (queue == -1) return -1;
    message->type = 1;
    long total = 0;
    while (msgsnd(queue, message, sizeof message->text, IPC_NOWAIT) == 0) total += sizeof message->text;
    return total;
}

static long semaphores(void) { return semget(IPC_PRIVATE, 32000, 0600) == -1 ? -1 : 8 * 32000; }

static void take(const char *name, long (*some)(void)) {
    is(name, reap(child({
        long total = 0, more;
        for (int i = 0; i < 300 && total < 400 * MIB && (more = some()) >= 0; i++) total += more;
        if (total > 100 * MIB) out("%ld MB\n", total / MIB), _exit(1);
        // However little is left, a pipe holds a page, and passes on whatever goes through it.
        int pair[2];
        must(pipe(pair));
        pid_t writer = child({
            for (int n = 0; n < 20; n++) must(write(pair[1], block, 65536));
        });
        close(pair[1]);
        long passed = 0;
        for (ssize_t count; (count = read(pair[0], block, 65536)) > 0;) passed += count;
        if (reap(writer) != 0 || passed != 20 * 65536) _exit(2);
        // So does a socket.
        must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
        writer = child({
            for (int n = 0; n < 20; n++) must(write(pair[1], block, 65536));
        });
        close(pair[1]);
        for (ssize_t count; (count = read(pair[0], block, 65536)) > 0;) passed += count;
        if (reap(writer) != 0 || passed != 40 * 65536) _exit(3);
        _exit(0);
    })), 0);
}

static void remove_queues(void) {
    for (int id = 0, kept; id < 32768; id++) {
        struct msqid_ds status;
        struct semid_ds set;
        if ((kept = msgctl(id, 13, (void *)&status)) >= 0) msgctl(kept, IPC_RMID, NULL);
        if ((kept = semctl(id, 0, 20, &set)) >= 0) semctl(kept, 0, IPC_RMID);
        if (id > 2000 && kept < 0) break;
    }
}

int main(void) {
    alarm(0);
    block = malloc(MIB);
    memset(block, 'x', MIB);
    take("pipes", pipes);
    take("streams", streams);
    take("datagrams", datagrams);
    take("message queues", queues);
    remove_queues();
    take("semaphores", semaphores);
    remove_queues();
    is("all of it is there again", reap(child(_exit(pipes() == MIB ? 5 : 6))), 5);

    is("page tables", reap(child({
        volatile char sum = 0;
        for (int i = 0; i < 200; i++) {
            char *place = mmap(NULL, 1l << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
            if (place == MAP_FAILED) break;
            madvise(place, 1l << 30, MADV_NOHUGEPAGE);
            for (long at = 0; at < 1l << 30; at += 2 * MIB) sum += place[at];
        }
        pause_ms(1000);
        _exit(0);
    })), 1000 + SIGKILL);
    is("what forks have in common counts once", reap(child({
        char *place = malloc(100 * MIB);
        memset(place, 1, 100 * MIB);
        int ends = 0;
        for (int i = 0; i < 4; i++) child({
            for (long until = now_ms() + 600; now_ms() < until;) getppid();
            _exit(place[i * MIB] == 1 ? 0 : 1);
        });
        for (int status; wait(&status) > 0;) ends += status;
        _exit(ends != 0);
    })), 0);
    is("files that were mapped", reap(child({
        for (int i = 0; i < 400; i++) {
            int file = must(dup2(must(memfd_create("m", 0)), 20 + i % 200));
            close(3);
            must(write(file, block, MIB));
            char *place = mmap(NULL, MIB, PROT_READ, MAP_SHARED, file, 0);
            if (place == MAP_FAILED) _exit(1);
            munmap(place, MIB);
            close(file);
        }
    })), 0);

    must(mkdir("/tmp/on", 0700));
    is("mounts that double", reap(child({
        int count = 0;
        while (count < 24 && mount("/", "/tmp/on", NULL, MS_BIND | MS_REC, NULL) == 0) count++;
        int error = errno;
        while (umount2("/tmp/on", MNT_DETACH) == 0) continue;
        _exit(count < 24 && error == ENOSPC ? 0 : count);
    })), 0);
    is("a net of epolls", reap(child({
        int levels[5][15];
        struct epoll_event event = {.events = EPOLLIN};
        int last = 0;
        for (int level = 0; level < 5; level++)
            for (int i = 0; i < 15; i++) {
                levels[level][i] = must(epoll_create1(0));
                for (int below = 0; level > 0 && below < 15; below++)
                    if (epoll_ctl(levels[level][i], EPOLL_CTL_ADD, levels[level - 1][below], &event) == -1) last = errno;
            }
        int pair[2];
        must(pipe(pair));
        for (int i = 0; i < 15; i++) epoll_ctl(levels[0][i], EPOLL_CTL_ADD, pair[0], &event);
        must(write(pair[1], "x", 1));
        _exit(last != EINVAL);
    })), 0);
    is("all is well", reap(child(_exit(5))), 5);
    return finish();
}
