// The address space turned against the kernel: its stub, the vDSO and the stack unmapped, covered and protected; signal
// frames forged; personalities, thread pointers and robust lists from nowhere. The program may end by it; nobody else.
#include "guest.h"
#include <asm/prctl.h>
#include <linux/futex.h>
#include <sys/personality.h>

#define STUB ((void *)0x6ffff0000000)

// Whether calls are still answered.
static int works(void) {
    char buffer[64];
    return getppid() > 0 && getpid() > 1 && open("/none/such", O_RDONLY) == -1 && errno == ENOENT &&
           readlink("/proc/self/exe", buffer, sizeof buffer) > 0;
}

static int survives(void) {
    // A child made, a program executed, a signal taken.
    signal(SIGUSR1, SIG_IGN);
    raise(SIGUSR1);
    pid_t pid = fork();
    if (pid == 0) _exit(works() ? 3 : 4);
    return works() && reap(pid) == 3;
}

static int reexecute(void) {
    char *arguments[] = {"guest_address", "again", NULL};
    execve("/proc/self/exe", arguments, environ);
    return 0;
}

static void handler(int number) { (void)number; }

static long sum(volatile char *from, size_t length) {
    long total = 0;
    for (size_t i = 0; i < length; i++) total += from[i];
    return total;
}

static void forge(unsigned long word) {
    // A frame of nothing but this word.
    __asm__ volatile(
        "sub $4096, %%rsp\n mov %%rsp, %%rdi\n mov $512, %%ecx\n rep stosq\n mov $15, %%eax\n syscall\n ud2"
        : : "a"(word) : "rcx", "rdi", "memory");
}

int main(int argc, char **argv) {
    if (argc > 1) return strcmp(argv[1], "again") == 0 && works() ? 9 : 8;

    is("the stub unmapped", reap(child({ munmap(STUB, 1 << 20); _exit(survives() ? 5 : 6); })), 5);
    is("and a program after that", reap(child({ munmap(STUB, 1 << 20); reexecute(); })), 9);
    is("the stub writable", reap(child({
        mprotect(STUB, 4096, PROT_READ | PROT_WRITE | PROT_EXEC);
        if (mmap(STUB, 1 << 16, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == STUB)
            memset(STUB, 0xcc, 1 << 16);
        _exit(survives() ? 5 : 6);
    })), 5);
    is("and a program after that", reap(child({
        mmap(STUB, 1 << 16, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        reexecute();
    })), 9);
    is("robust mutexes without a stub", reap(child({
        // The kernel has a thread wake the waiters on its way to its end.
        struct robust_list_head *head = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        memset(head, 0, sizeof *head);
        head->list.next = (struct robust_list *)((char *)head + 64);
        head->futex_offset = 32;
        *(void **)((char *)head + 64) = head;
        *(int *)((char *)head + 96) = getpid() | FUTEX_WAITERS;
        syscall(SYS_set_robust_list, head, sizeof *head);
        mmap(STUB, 1 << 16, PROT_NONE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        kill(getpid(), SIGKILL);
    })), 1000 + SIGKILL);
    void *const lists[] = {(void *)8, (void *)0x7ffffffff000, (void *)-8, (void *)0x8000000000000000, STUB};
    for (unsigned i = 0; i < sizeof lists / sizeof *lists; i++)
        is("a robust list from nowhere", reap(child({ syscall(SYS_set_robust_list, lists[i], 24); _exit(5); })), 5);
    is("a robust list without end", reap(child({
        struct robust_list_head *head = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        struct robust_list *one = (struct robust_list *)((char *)head + 64);
        head->list.next = one;
        one->next = one;
        head->list_op_pending = one;
        syscall(SYS_set_robust_list, head, sizeof *head);
        _exit(5);
    })), 5);

    yes("everything unmapped", reap(child(munmap((void *)0x10000, 0x7fffffffe000 - 0x10000))) >= 1000);
    yes("the stack unmapped", reap(child({
        char here;
        munmap((void *)((unsigned long)&here & ~0xfffffful), 0x2000000);
        getpid();
    })) >= 1000);
    is("the stack read-only when a signal comes", reap(child({
        char here;
        signal(SIGUSR1, handler);
        char *page = (char *)((unsigned long)&here & ~4095ul);
        mprotect(page - (64 << 10), 128 << 10, PROT_READ);
        syscall(SYS_tgkill, getpid(), gettid(), SIGUSR1);
        for (;;) getpid();
    })), 1000 + SIGSEGV);
    is("the vDSO unmapped", reap(child({
        char line[300];
        FILE *maps = fopen("/proc/self/maps", "r");
        while (fgets(line, sizeof line, maps)) {
            unsigned long start, end;
            if (sscanf(line, "%lx-%lx", &start, &end) == 2 && strstr(line, "[v")) munmap((void *)start, end - start);
        }
        struct timespec now;
        _exit(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now) == 0 && survives() ? 5 : 6);
    })), 5);

    const unsigned long words[] = {0, ~0ul, 0x33, 0x7fffffffe000, 0x8000000000000000, 0xffffffff80000000, 0x6ffff0000040};
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
        yes("a forged frame", reap(child(forge(words[i]))) >= 1000);
    const unsigned long bases[] = {~0ul, 0x100000000000000, 0xffff800000000000, 0x8000000000000000};
    for (unsigned i = 0; i < sizeof bases / sizeof *bases; i++)
        fails("a base beyond user space", syscall(SYS_arch_prctl, ARCH_SET_GS, bases[i]), EPERM);
    const int codes[] = {0x1011, 0x1012, 0x1021, 0x1022, 0x1024, 0x2001, 0x2003, 0x3001, 0x4001, 0x4003, 0x5001, -1};
    for (unsigned i = 0; i < sizeof codes / sizeof *codes; i++) syscall(SYS_arch_prctl, codes[i], 0x10000);
    yes("other codes do nothing", survives());

    const unsigned long persons[] = {READ_IMPLIES_EXEC, ADDR_NO_RANDOMIZE, ADDR_COMPAT_LAYOUT, MMAP_PAGE_ZERO, PER_LINUX32,
                                     ADDR_LIMIT_3GB, ADDR_LIMIT_32BIT, 0xfffffffe};
    for (unsigned i = 0; i < sizeof persons / sizeof *persons; i++)
        is("a program after a personality", reap(child({ syscall(SYS_personality, persons[i]); reexecute(); })), 9);
    is("page zero", reap(child({
        void *zero = mmap(NULL, 4096, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        _exit(zero == MAP_FAILED ? 5 : 6);
    })), 5);
    void *const places[] = {(void *)0xfffffffffff000, (void *)0x100000000000000, (void *)0xffffffffff600000, (void *)-4096};
    for (unsigned i = 0; i < sizeof places / sizeof *places; i++)
        yes("beyond user space", mmap(places[i], 4096, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
    // What the stub is given in a program's place: these numbers mean nothing to a program, marked or not.
    const unsigned long mark = 0x756d6cul << 32;
    for (unsigned long fd = 899; fd < 905; fd++) {
        yes("the stub's files", syscall(SYS_mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, mark | fd, 0) == -1);
        yes("executed", syscall(SYS_execveat, mark | fd, "", NULL, NULL, AT_EMPTY_PATH) == -1);
        syscall(SYS_close, mark | fd);
    }
    is("and after that", reap(child(reexecute())), 9);
    fails("the stub's own call", syscall(0x1000, &places), ENOSYS);
    // Breaks and limits.
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++) syscall(SYS_brk, words[i]);
    yes("its break is its own", survives());
    is("rseq from nowhere", reap(child({
        syscall(SYS_rseq, 0x7ffffffff000, 32, 0, 0x53053053);
        syscall(SYS_rseq, wild, 32, 0, 0x53053053);
        _exit(survives() ? 5 : 6);
    })), 5);
    is("a thread number to be cleared anywhere", reap(child({
        syscall(SYS_set_tid_address, 0x7ffffffff000);
        _exit(5);
    })), 5);
    yes("all is well", survives() && sum(argv[0], 3) != 0);
    return finish();
}
