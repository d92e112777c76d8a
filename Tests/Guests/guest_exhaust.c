// All of everything: descriptors of every kind, sockets in flight, nested epolls, deep and wide directories, signal
// queues, timers, terminals, locks, file systems, memory. Each is taken until it is refused, and then all goes on.
#include "guest.h"
#include <pty.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

// Runs in a process of its own, which is left to be cleaned up after.
#define taken(name, ...) is(name, reap(child({ alarm(15); __VA_ARGS__; _exit(0); })), 0)

static int more_of(int kind) {
    int pair[2];
    switch (kind) {
    case 0: return pipe(pair) == -1 ? -1 : pair[0];
    case 1: return socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1 ? -1 : pair[0];
    case 2: return epoll_create1(0);
    case 3: return eventfd(0, 0);
    case 4: return timerfd_create(CLOCK_MONOTONIC, 0);
    case 5: return memfd_create("m", 0);
    case 6: return open("/proc/self/status", O_RDONLY);
    case 7: return open("/dev/ptmx", O_RDWR | O_NOCTTY);
    case 8: return open("/work/f", O_RDWR | O_CREAT, 0600);
    case 9: return open("/", O_RDONLY | O_DIRECTORY);
    case 10: { sigset_t set; sigfillset(&set); return signalfd(-1, &set, 0); }
    case 11: return socket(AF_UNIX, SOCK_DGRAM, 0);
    case 12: return open("/work", O_PATH);
    case 13: return dup(0);
    default: return syscall(SYS_pidfd_open, getpid(), 0);
    }
}

static void descriptors(void) {
    struct rlimit limit = {4000, 4000};
    for (int kind = 0; kind < 15; kind++) {
        taken("descriptors", {
            setrlimit(RLIMIT_NOFILE, &limit);
            int count = 0;
            while (more_of(kind) != -1) count++;
            if (errno != EMFILE && errno != ENFILE && errno != ENOSPC && errno != ENOMEM && errno != EIO) _exit(errno);
            if (count < 20) _exit(255);
        });
    }
    // Files of a directory each, as many as the limit allows: not more than the host has.
    taken("files that are each another", {
        char name[40];
        int count = 0;
        setrlimit(RLIMIT_NOFILE, &limit);
        for (;; count++) {
            snprintf(name, sizeof name, "/work/file%d", count);
            if (open(name, O_RDWR | O_CREAT, 0600) == -1) break;
        }
        if (errno != EMFILE && errno != ENFILE) _exit(errno);
        for (; count >= 0; count--) snprintf(name, sizeof name, "/work/file%d", count), unlink(name);
    });
    taken("the highest number", {
        struct rlimit most = {1 << 20, 1 << 20};
        setrlimit(RLIMIT_NOFILE, &most);
        for (int i = 0; i < 300; i++) dup2(0, (1 << 20) - 1 - i);
        for (int i = 890; i < 910; i++) dup2(0, i);
        dup2(0, 0x7fffffff);
        for (int i = 0; i < 50; i++) if (fork() == 0) _exit(0);
        while (wait(NULL) > 0) continue;
    });
}

static void send_descriptor(int through, int what) {
    char byte = 'x';
    struct iovec vector = {&byte, 1};
    union { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } control;
    struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &what, sizeof what);
    sendmsg(through, &message, MSG_DONTWAIT);
}

static void sockets(void) {
    taken("sockets that carry themselves", {
        for (int i = 0; i < 2000; i++) {
            int pair[2];
            if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1) break;
            send_descriptor(pair[0], pair[1]);
            send_descriptor(pair[1], pair[0]);
            close(pair[0]);
            close(pair[1]);
        }
    });
    taken("a chain of sockets, each in the next", {
        int last = -1;
        for (int i = 0; i < 5000; i++) {
            int pair[2];
            if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == -1) break;
            if (last != -1) send_descriptor(pair[0], last), close(last);
            close(pair[0]);
            last = pair[1];
        }
        close(last);
    });
    taken("a full socket", {
        int pair[2];
        must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
        int size = 1 << 30;
        setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
        fcntl(pair[0], F_SETFL, O_NONBLOCK);
        char *block = calloc(1, 1 << 20);
        long total = 0;
        for (ssize_t count; (count = write(pair[0], block, 1 << 20)) > 0 && total < 1l << 30;) total += count;
        if (total > 256 << 20) _exit(2);
    });
}

static void watching(void) {
    taken("epolls in epolls", {
        int last = must(epoll_create1(0));
        struct epoll_event event = {.events = EPOLLIN};
        for (int i = 0; i < 1000; i++) {
            int next = epoll_create1(0);
            if (next == -1 || epoll_ctl(next, EPOLL_CTL_ADD, last, &event) == -1) break;
            last = next;
        }
        epoll_wait(last, &event, 1, 10);
    });
    taken("a circle of epolls", {
        int one = must(epoll_create1(0));
        int two = must(epoll_create1(0));
        struct epoll_event event = {.events = EPOLLIN};
        epoll_ctl(one, EPOLL_CTL_ADD, two, &event);
        if (epoll_ctl(two, EPOLL_CTL_ADD, one, &event) == 0 || errno != ELOOP) _exit(1);
        if (epoll_ctl(one, EPOLL_CTL_ADD, one, &event) == 0 || errno != EINVAL) _exit(2);
    });
    taken("timers", {
        timer_t timer;
        struct sigevent event = {.sigev_notify = SIGEV_NONE};
        int count = 0;
        while (count < 100000 && timer_create(CLOCK_MONOTONIC, &event, &timer) == 0) count++;
    });
    taken("a timer of a nanosecond", {
        int file = must(timerfd_create(CLOCK_MONOTONIC, 0));
        struct itimerspec times = {{0, 1}, {0, 1}};
        must(timerfd_settime(file, 0, &times, NULL));
        signal(SIGALRM, SIG_IGN);
        struct itimerval fast = {{0, 1}, {0, 1}};
        setitimer(ITIMER_REAL, &fast, NULL);
        for (long until = now_ms() + 300; now_ms() < until;) getppid();
    });
    taken("signals queued", {
        signal(SIGALRM, SIG_DFL);
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGRTMIN);
        sigprocmask(SIG_BLOCK, &set, NULL);
        union sigval value = {.sival_int = 1};
        for (int i = 0; i < 100000 && sigqueue(getpid(), SIGRTMIN, value) == 0; i++) continue;
    });
}

static void directories(const char *base) {
    char name[300];
    must(chdir(base));
    must(mkdir("deep", 0700));
    taken("deep directories", {
        must(chdir("deep"));
        int depth = 0;
        while (depth < 3000 && mkdir("a-name-of-some-length", 0700) == 0 && chdir("a-name-of-some-length") == 0) depth++;
        char buffer[4096];
        if (depth == 3000 && (syscall(SYS_getcwd, buffer, sizeof buffer) != -1 || (errno != ENAMETOOLONG && errno != ERANGE))) _exit(3);
        open("/proc/self/cwd", O_RDONLY);
        if (rename("/proc/self/cwd", "x") == 0) _exit(4);
        for (; depth > 0; depth--) if (chdir("..") == -1 || rmdir("a-name-of-some-length") == -1) _exit(5);
    });
    must(rmdir("deep"));
    taken("wide directories", {
        must(mkdir("wide", 0700));
        must(chdir("wide"));
        int count = 0;
        long until = now_ms() + 1000;
        for (; count < 100000 && now_ms() < until; count++) {
            snprintf(name, sizeof name, "file-%d", count);
            if (mknod(name, S_IFREG | 0600, 0) == -1) break;
        }
        if (count < 500) _exit(6);
        DIR *listing = opendir(".");
        int seen = 0;
        for (struct dirent *entry; (entry = readdir(listing));) seen += entry->d_name[0] == 'f';
        closedir(listing);
        if (seen != count) _exit(7);
        while (count-- > 0) snprintf(name, sizeof name, "file-%d", count), unlink(name);
    });
    must(rmdir("wide"));
}

static void space(void) {
    must(mkdir("/tmp/fs", 0700));
    taken("a tmpfs filled", {
        must(mount("t", "/tmp/fs", "tmpfs", 0, "size=1g"));
        int file = must(open("/tmp/fs/f", O_RDWR | O_CREAT, 0600));
        char *block = calloc(1, 1 << 20);
        memset(block, 'x', 1 << 20);
        int count = 0;
        while (count < 1024 && write(file, block, 1 << 20) > 0) count++;
        if (count >= 300 || (errno != ENOSPC && errno != ENOMEM)) _exit(1);
        close(file);
        for (count = 0; count < 20000; count++) {
            char name[40];
            snprintf(name, sizeof name, "/tmp/fs/%d", count);
            if (mkdir(name, 0700) == -1) break;
        }
    });
    umount2("/tmp/fs", MNT_DETACH);
    taken("a file that is long and empty", {
        int file = must(open("/tmp/long", O_RDWR | O_CREAT, 0600));
        ftruncate(file, 1l << 62);
        ftruncate(file, 1l << 40);
        char *place = mmap(NULL, 1l << 32, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file, 0);
        if (place != MAP_FAILED) for (long i = 0; i < 1l << 32; i += 1 << 12) {
            if (i > 100 << 20) break;
            place[i] = 1;
        }
        unlink("/tmp/long");
    });
    unlink("/tmp/long");
    taken("memory files", {
        char *block = malloc(1 << 20);
        memset(block, 'x', 1 << 20);
        for (int i = 0; i < 600; i++) {
            int file = memfd_create("m", 0);
            if (file == -1 || write(file, block, 1 << 20) != 1 << 20) _exit(i > 300);
        }
        _exit(9);
    });
    taken("mounts on mounts", {
        for (int i = 0; i < 2000; i++) if (mount("t", "/tmp/fs", "tmpfs", 0, NULL) == -1) break;
        for (int i = 0; i < 2000; i++) umount2("/tmp/fs", MNT_DETACH);
    });
    taken("bind mounts of what holds them", {
        for (int i = 0; i < 12; i++) if (mount("/", "/tmp/fs", NULL, MS_BIND | MS_REC, NULL) == -1) break;
        while (umount2("/tmp/fs", MNT_DETACH) == 0) continue;
    });
    taken("locks", {
        int file = must(open("/tmp/locks", O_RDWR | O_CREAT, 0600));
        for (int i = 0; i < 500; i++) {
            struct flock lock = {.l_type = F_WRLCK, .l_start = i * 2, .l_len = 1};
            if (fcntl(file, F_SETLK, &lock) == -1) break;
        }
    });
}

// Shared memory is no process' own: what is left mapped of it keeps all of it.
static void shared_memory(void) {
    taken("shared memory, most of it unmapped", {
        long total = 0;
        for (int i = 0; i < 200; i++) {
            char *place = mmap(NULL, 16 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
            if (place == MAP_FAILED) break;
            memset(place, 1, 16 << 20);
            munmap(place + 4096, (16 << 20) - 4096);
            total += 16;
        }
        if (total > 256) out("%ld MB of shared memory\n", total), _exit(1);
    });
    taken("and again, as it is free now", {
        char *place = mmap(NULL, 128 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (place == MAP_FAILED) _exit(1);
    });
    taken("in children", {
        for (int i = 0; i < 40; i++) {
            char *place = mmap(NULL, 16 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
            if (place == MAP_FAILED) _exit(i * 16 > 256);
            pid_t pid = fork();
            if (pid == 0) {
                munmap(place + 4096, (16 << 20) - 4096);
                pause();
            }
            munmap(place, 16 << 20);
        }
        _exit(1);
    });
}

// Long lists of groups, another for each process: refused when there are too many.
static void groups(void) {
    static unsigned list[65536];
    taken("lists of groups", {
        int count = 0, status = 0;
        for (; count < 400 && !status; count++) {
            int ends[2];
            char byte = 0;
            if (pipe(ends) == -1) _exit(errno);
            pid_t pid = fork();
            if (pid == -1) break;
            if (pid == 0) {
                prctl(PR_SET_PDEATHSIG, SIGKILL);
                for (int i = 0; i < 65536; i++) list[i] = i * 400 + count;
                byte = syscall(SYS_setgroups, 65536, list) ? errno : 0;
                if (write(ends[1], &byte, 1) != 1) _exit(1);
                pause();
            }
            close(ends[1]);
            if (read(ends[0], &byte, 1) != 1) _exit(254);
            close(ends[0]);
            status = byte;
        }
        if (status != ENOMEM || count < 20) _exit(status ? status : 255);
    });
}

int main(void) {
    alarm(0);
    groups();
    descriptors();
    sockets();
    watching();
    directories("/tmp");
    directories("/work");
    space();
    shared_memory();
    is("all is well", reap(child(_exit(5))), 5);
    return finish();
}
