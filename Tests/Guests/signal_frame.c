// The frame a handler gets: registers it may read and change, floating point state, the red zone.
#include "guest.h"
#include <ucontext.h>

static volatile int calls;
static volatile unsigned long frame_alignment, handler_flags, saved_mask;
static void disturb(int number, siginfo_t *info, void *context) {
    (void)number, (void)info;
    calls++;
    frame_alignment = (unsigned long)__builtin_frame_address(0) & 15;
    // All that a handler may use.
    __asm__ volatile("pcmpeqd %%xmm0,%%xmm0; pcmpeqd %%xmm7,%%xmm7; pcmpeqd %%xmm15,%%xmm15; fninit; fldpi"
                     ::: "xmm0", "xmm7", "xmm15");
    ucontext_t *state = context;
    saved_mask = *(unsigned long *)&state->uc_sigmask;
    handler_flags = state->uc_flags;
}
static void skip(int number, siginfo_t *info, void *context) {
    (void)number, (void)info;
    calls++;
    ucontext_t *state = context;
    state->uc_mcontext.gregs[REG_RIP] += 2;
    state->uc_mcontext.gregs[REG_RBX] = 1234;
    sigaddset(&state->uc_sigmask, SIGUSR2);
}
static void when(int number, void (*handler)(int, siginfo_t *, void *)) {
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    must(sigaction(number, &action, NULL));
}

int main(void) {
    when(SIGUSR1, disturb);
    register double kept __asm__("xmm7") = 0;
    (void)kept;
    double in = 2.5, result;
    long pid = getpid(), rax;
    __asm__ volatile("movsd %2,%%xmm7; mov $62,%%eax; mov %3,%%rdi; mov $10,%%esi; syscall; movsd %%xmm7,%0"
                     : "=m"(result), "=a"(rax) : "m"(in), "r"(pid) : "rdi", "rsi", "rcx", "r11", "xmm7", "memory");
    is("kill's result", rax, 0);
    yes("floating point registers survive", result == 2.5);
    is("called", calls, 1);
    is("the stack was aligned", frame_alignment, 0);
    yes("extended state is in the frame", handler_flags & 1);
    is("the saved mask", saved_mask, 0);

    // The red zone: 128 bytes below the stack pointer belong to the function.
    long below = 0;
    __asm__ volatile("movq $0x5a5a,-120(%%rsp); movq $0x7777,-8(%%rsp); mov $62,%%eax; mov %1,%%rdi; mov $10,%%esi;"
                     "syscall; mov -120(%%rsp),%0; add -8(%%rsp),%0"
                     : "=&r"(below) : "r"(pid) : "rax", "rdi", "rsi", "rcx", "r11", "memory");
    is("the red zone", below, 0x5a5a + 0x7777);

    // The general registers over a call and a signal; rcx and r11 are the call's own.
    long registers[8] = {0};
    __asm__ volatile("push %%rbp; mov $11,%%r8; mov $12,%%r9; mov $13,%%r10; mov $14,%%r12; mov $15,%%r13; mov $16,%%r14;"
                     "mov $17,%%r15; mov $18,%%rbp; mov $62,%%eax; mov %1,%%rdi; mov $10,%%esi; syscall;"
                     "add %%r8,%%r9; add %%r9,%%r10; add %%r10,%%r12; add %%r12,%%r13; add %%r13,%%r14; add %%r14,%%r15;"
                     "add %%r15,%%rbp; mov %%rbp,%%rax; pop %%rbp; mov %%rax,%0"
                     : "=m"(registers[0]) : "b"(pid)
                     : "rax", "rdi", "rsi", "rcx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "memory", "cc");
    is("registers", registers[0], 11 + 12 + 13 + 14 + 15 + 16 + 17 + 18);

    // A handler that changes the frame: the faulting instruction is skipped.
    when(SIGILL, skip);
    long changed = 0;
    __asm__ volatile("xor %%ebx,%%ebx; ud2; mov %%rbx,%0" : "=r"(changed) :: "rbx");
    is("a changed register", changed, 1234);
    sigset_t set;
    sigprocmask(SIG_BLOCK, NULL, &set);
    yes("a changed mask", sigismember(&set, SIGUSR2));

    // A computation that is interrupted many times.
    struct sigaction action = {.sa_sigaction = disturb, .sa_flags = SA_SIGINFO};
    sigaction(SIGVTALRM, &action, NULL);
    struct itimerval timer = {{0, 1000}, {0, 1000}};
    calls = 0;
    setitimer(ITIMER_VIRTUAL, &timer, NULL);
    double sum = 0;
    long integer = 0, rounds = 0;
    while (calls < 20) {
        sum += 0.5;
        integer += 3;
        rounds++;
    }
    yes("nothing was lost", sum == rounds * 0.5 && integer == rounds * 3);
    return finish();
}
