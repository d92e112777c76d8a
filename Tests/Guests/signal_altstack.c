// sigaltstack.
#include "guest.h"
#include <setjmp.h>

static char area[65536] __attribute__((aligned(16)));
static volatile int on_it, inside_flags, change_error;
static sigjmp_buf back;
static void handler(int number) {
    (void)number;
    char here;
    on_it = &here >= area && &here < area + sizeof area;
    stack_t stack;
    sigaltstack(NULL, &stack);
    inside_flags = stack.ss_flags;
    stack = (stack_t){.ss_sp = area, .ss_size = sizeof area};
    change_error = sigaltstack(&stack, NULL) == -1 ? errno : 0;
}
static void overflowed(int number) {
    handler(number);
    siglongjmp(back, 1);
}
static volatile int deep = 1 << 30;
static int __attribute__((noinline)) endless(int depth) {
    volatile char frame[4096];
    frame[0] = depth;
    return depth < deep ? endless(depth + 1) + frame[0] : 0;
}

int main(void) {
    stack_t stack;
    ok("ask", sigaltstack(NULL, &stack));
    is("none at first", stack.ss_flags, SS_DISABLE);
    stack = (stack_t){.ss_sp = area, .ss_size = 100};
    fails("too small", sigaltstack(&stack, NULL), ENOMEM);
    stack = (stack_t){.ss_sp = area, .ss_size = sizeof area, .ss_flags = 77};
    fails("unknown flags", sigaltstack(&stack, NULL), EINVAL);
    fails("from nowhere", sigaltstack(wild, NULL), EFAULT);
    stack.ss_flags = 0;
    ok("set", sigaltstack(&stack, NULL));

    struct sigaction action = {.sa_handler = handler};
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    is("not used without SA_ONSTACK", on_it, 0);
    is("not on it", inside_flags, 0);
    action.sa_flags = SA_ONSTACK;
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    is("used with it", on_it, 1);
    is("SS_ONSTACK inside", inside_flags, SS_ONSTACK);
    is("it cannot be changed while in use", change_error, EPERM);
    sigaltstack(NULL, &stack);
    is("not in use after", stack.ss_flags, 0);

    action.sa_handler = overflowed;
    sigaction(SIGSEGV, &action, NULL);
    struct rlimit limit = {1 << 20, RLIM_INFINITY};
    setrlimit(RLIMIT_STACK, &limit);
    for (int i = 0; i < 2; i++) {
        on_it = 0;
        if (sigsetjmp(back, 1) == 0) endless(0);
        is("overflow of the stack is handled", on_it, 1);
    }

    stack = (stack_t){.ss_sp = area, .ss_size = sizeof area, .ss_flags = 1U << 31};
    ok("SS_AUTODISARM", sigaltstack(&stack, NULL));
    raise(SIGUSR1);
    is("used", on_it, 1);
    is("disarmed inside", inside_flags, SS_DISABLE);
    is("so it can be changed", change_error, 0);
    stack.ss_flags = SS_DISABLE;
    ok("off", sigaltstack(&stack, NULL));
    raise(SIGUSR1);
    is("not used", on_it, 0);
    is("inherited by fork", reap(child({
        stack = (stack_t){.ss_sp = area, .ss_size = sizeof area};
        sigaltstack(&stack, NULL);
        _exit(reap(child({ raise(SIGUSR1); _exit(on_it); })));
    })), 1);
    return finish();
}
