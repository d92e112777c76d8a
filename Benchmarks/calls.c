// Times system calls and processes, on the host and as the init of a guest: the same static program
// under every kernel. Prints "name nanoseconds", the least of several rounds each.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000ull + time.tv_nsec;
}

static const char *self;
static int file, pipes[4];
static char block[65536];

static void get_parent(void) { syscall(SYS_getppid); }
static void read_clock(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
}
static void fork_wait(void) {
    pid_t pid = fork();
    if (pid == 0) _exit(0);
    waitpid(pid, NULL, 0);
}
static void execute_wait(void) {
    pid_t pid = fork();
    if (pid == 0) {
        execl(self, self, "exit", NULL);
        _exit(1);
    }
    waitpid(pid, NULL, 0);
}
static void touch_pages(void) {
    char *pages = mmap(NULL, 64 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 64; i++) pages[i * 4096] = 1;
    munmap(pages, 64 * 4096);
}
static volatile unsigned long sink;
static void compute(void) {
    unsigned long value = sink | 1;
    for (int i = 0; i < 1000000; i++) value = value * 6364136223846793005ul + 1442695040888963407ul;
    sink = value;
}
static void open_close(void) { close(open("/tmp/bench", O_RDONLY)); }
static void status(void) {
    struct stat result;
    stat("/tmp/bench", &result);
}
static void read_block(void) { pread(file, block, sizeof block, 0); }
static void round_trip(void) {
    char byte = 0;
    write(pipes[1], &byte, 1);
    read(pipes[2], &byte, 1);
}
static void handler(int number) { (void)number; }
static void signal_self(void) { kill(getpid(), SIGUSR1); }

// What one round of a work divides by: the things it does.
static const struct { const char *name; void (*work)(void); int per_round, divisor; } works[] = {
    {"getppid", get_parent, 2000, 1}, {"clock_gettime", read_clock, 100000, 1}, {"fork", fork_wait, 20, 1},
    {"exec", execute_wait, 20, 1}, {"page", touch_pages, 10, 64}, {"compute", compute, 5, 1},
    {"open", open_close, 500, 1}, {"stat", status, 500, 1}, {"pread", read_block, 200, 1}, {"pipe", round_trip, 300, 1},
    {"signal", signal_self, 500, 1},
};

static void measure(void) {
    file = open("/tmp/bench", O_RDWR | O_CREAT, 0600);
    write(file, block, sizeof block);
    signal(SIGUSR1, handler);
    pipe(pipes);
    pipe(pipes + 2);
    pid_t echo = fork();
    if (echo == 0) {
        char byte;
        close(pipes[1]);
        while (read(pipes[0], &byte, 1) == 1) write(pipes[3], &byte, 1);
        _exit(0);
    }
    printf("begin\n");
    for (unsigned i = 0; i < sizeof works / sizeof *works; i++) {
        uint64_t best = UINT64_MAX;
        for (int round = 0; round < 7; round++) {
            uint64_t before = now();
            for (int k = 0; k < works[i].per_round; k++) works[i].work();
            uint64_t took = (now() - before) / works[i].per_round / works[i].divisor;
            if (took < best) best = took;
        }
        printf("%s %lu\n", works[i].name, (unsigned long)best);
        fflush(stdout);
    }
    kill(echo, SIGKILL);
    unlink("/tmp/bench");
    printf("end\n");
    fflush(stdout);
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "exit") == 0) return 0;
    self = argv[0];
    if (getpid() != 1) {
        measure();
        return 0;
    }
    mkdir("/tmp", 01777);
    mount("tmpfs", "/tmp", "tmpfs", 0, "");
    if (argv[0][0] != '/') self = "/init";
    // Not init itself: kernels protect it from signals, which ordinary programs do not pay for.
    if (fork() == 0) {
        measure();
        _exit(0);
    }
    wait(NULL);
    reboot(RB_POWER_OFF);
    return 0;
}
