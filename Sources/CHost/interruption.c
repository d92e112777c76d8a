#include "include/interruption.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

static __thread int interrupted;

// A flag that is looked at before the call misses an interruption that comes between the two. So the handler looks where
// it interrupted the thread: from the look at the flag to the system call instruction, which is also where the host
// starts a call again, it leads to the end. Past it the call has a result, which counts.
long chost_checked_ioctl(int fd, unsigned long request, void *argument, const int *flag);
extern const char chost_checked_ioctl_done[], chost_checked_ioctl_given_up[];
__asm__(
    ".text\n"
    ".globl chost_checked_ioctl\n"
    ".type chost_checked_ioctl, @function\n"
    "chost_checked_ioctl:\n"
    ".cfi_startproc\n"
    "    cmpl $0, (%rcx)\n"
    "    jne chost_checked_ioctl_given_up\n"
    "    movl $16, %eax\n"  // SYS_ioctl
    "    syscall\n"
    ".globl chost_checked_ioctl_done\n"
    "chost_checked_ioctl_done:\n"
    "    ret\n"
    ".globl chost_checked_ioctl_given_up\n"
    "chost_checked_ioctl_given_up:\n"
    "    movq $-4, %rax\n"  // -EINTR
    "    ret\n"
    ".cfi_endproc\n"
    ".size chost_checked_ioctl, . - chost_checked_ioctl\n");

static void interrupt_here(int signal, siginfo_t *information, void *context) {
    (void)signal, (void)information;
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    uintptr_t place = (uintptr_t)registers[REG_RIP];
    interrupted = 1;
    if (place >= (uintptr_t)chost_checked_ioctl && place < (uintptr_t)chost_checked_ioctl_done)
        registers[REG_RIP] = (greg_t)chost_checked_ioctl_given_up;
}

pid_t chost_interruption_allow(void) {
    struct sigaction action = {.sa_sigaction = interrupt_here, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigset_t urgent;
    sigemptyset(&urgent);
    sigaddset(&urgent, SIGURG);
    interrupted = 0;
    if (sigaction(SIGURG, &action, NULL)) return -errno;
    return pthread_sigmask(SIG_UNBLOCK, &urgent, NULL) ? -errno : (pid_t)syscall(SYS_gettid);
}

void chost_interrupt(pid_t thread) {
    syscall(SYS_tgkill, getpid(), thread, SIGURG);
}

void chost_interruption_clear(void) {
    interrupted = 0;
}

long chost_interruptible_ioctl(int fd, unsigned long request, void *argument) {
    return chost_checked_ioctl(fd, request, argument, &interrupted);
}
