// Other ways into a kernel: the 32-bit gate, x32 numbers, the old fast entry. None may reach the
// host; each is refused, or ends the program.
#include "guest.h"

static long gate(long number) {
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(0), "c"(0), "d"(0) : "memory", "r8", "r9", "r10", "r11");
    return result;
}

int main(void) {
    // getpid is 20, and exit is 1, in the 32-bit table.
    int how = reap(child({ long result = gate(20); _exit(result == -ENOSYS ? 1 : 2); }));
    yes("int 0x80 is refused or fatal", how == 1 || how >= 1000);
    how = reap(child({ gate(1); _exit(1); }));
    yes("exit by int 0x80 does not exit", how == 1 || how >= 1000);
    long numbers[] = {0, 1, 39, 57, 59, 101, 165, 512, 520, 547};
    for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char name[40];
        snprintf(name, sizeof name, "x32 %ld", numbers[i]);
        int status = reap(child({ _exit(syscall(0x40000000 + numbers[i], 0, 0, 0, 0, 0, 0) == -1 && errno == ENOSYS ? 1 : 2); }));
        yes(name, status == 1 || status >= 1000);
    }
    how = reap(child({ __asm__ volatile("mov $20,%%eax; sysenter" ::: "rax", "rcx", "rdx", "memory"); _exit(2); }));
    yes("sysenter", how >= 1000 || how == 1);
    // The number's upper half does not count.
    long pid;
    __asm__ volatile("syscall" : "=a"(pid) : "a"(0x1234500000000000 + SYS_getpid) : "rcx", "r11", "memory");
    is("upper half of the number", pid, getpid());
    // The old fixed page of calls.
    how = reap(child({ long (*old_time)(long *) = (void *)0xffffffffff600400; _exit(old_time(NULL) > 0 ? 1 : 2); }));
    yes("vsyscall works or is fatal", how == 1 || how >= 1000);
    is("all is well", reap(child(_exit(getpid() > 1 ? 5 : 6))), 5);
    return finish();
}
