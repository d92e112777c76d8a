// The machine has the memory its command line says, here 256 MB, and survives programs that want
// more.
#include "guest.h"
#include <sys/sysinfo.h>

#define MIB (1ul << 20)

static void eat(unsigned long bytes) {
    for (unsigned long done = 0; done < bytes; done += 4 * MIB) {
        char *block = mmap(NULL, 4 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (block == MAP_FAILED) _exit(errno == ENOMEM ? 20 : 21);
        memset(block, 1, 4 * MIB);
    }
    _exit(22);
}

static void *must_map(unsigned long bytes) {
    void *block = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) _exit(99);
    return block;
}

// Files that a process with several threads has mapped are gone when it has closed them.
static void *idle(void *argument) {
    pause();
    return argument;
}

static void map_and_close(int times) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, idle, NULL)) _exit(1);
    static char block[MIB];
    memset(block, 1, sizeof block);
    for (int i = 0; i < times; i++) {
        int file = must(syscall(SYS_memfd_create, "m", 0));
        for (int done = 0; done < 32; done++)
            if (write(file, block, sizeof block) != sizeof block) _exit(errno);
        void *map = mmap(NULL, 32 * MIB, PROT_READ, MAP_SHARED, file, 0);
        if (map == MAP_FAILED) _exit(errno);
        munmap(map, 32 * MIB);
        if (close(file) || fcntl(file, F_GETFD) != -1) _exit(255);
    }
    _exit(0);
}

int main(void) {
    struct sysinfo info;
    must(sysinfo(&info));
    unsigned long total = info.totalram * info.mem_unit;
    yes("total", total > 200 * MIB && total <= 256 * MIB);
    is("a program that eats a little", reap(child(eat(60 * MIB))), 22);
    int how = reap(child(eat(1024 * MIB)));
    yes("one that eats too much ends", how == 20 || how == 1000 + SIGKILL);
    yes("at once too much", ({
        void *block = mmap(NULL, 4096 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        block == MAP_FAILED ? errno == ENOMEM : munmap(block, 4096 * MIB) == 0;
    }));
    // A file system in memory counts, too.
    int file = must(open("/tmp/large", O_RDWR | O_CREAT, 0600));
    static char block[MIB];
    memset(block, 1, sizeof block);
    unsigned long written = 0;
    for (ssize_t count; written < 1024 && (count = write(file, block, sizeof block)) > 0;) written++;
    yes("files", written < 256);
    yes("say that they are full", errno == ENOSPC || errno == ENOMEM);
    close(file);
    unlink("/tmp/large");
    how = reap(child({
        for (int i = 0; i < 8; i++)
            if (fork() == 0) eat(100 * MIB);
        while (wait(NULL) > 0) continue;
        _exit(30);
    }));
    yes("eight at once", how == 30 || how == 1000 + SIGKILL);
    // What forks have in common is there once, however many they are.
    is("two hundred with the same pages", reap(child({
        int ends[2], ended = 0, status;
        must(pipe(ends));
        memset(must_map(3 * MIB), 1, 3 * MIB);
        for (int i = 0; i < 200; i++)
            if (must(fork()) == 0) {
                close(ends[1]);
                read(ends[0], &status, 1);
                _exit(0);
            }
        pause_ms(700);
        close(ends[1]);
        while (wait(&status) > 0) ended += status == 0;
        _exit(ended);
    })), 200);
    is("mapped and closed by one of two threads", reap(child(map_and_close(10))), 0);
    is("all is well", reap(child(eat(60 * MIB))), 22);
    return finish();
}
