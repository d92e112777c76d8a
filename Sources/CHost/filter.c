#include "include/filter.h"
#include "include/stub.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define LOAD_LOW(n) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[n]))
#define LOAD_HIGH(n) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[n]) + 4)
#define RETURN(action) BPF_STMT(BPF_RET | BPF_K, action)
#define IF_EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, yes, no)
#define IF_AT_LEAST(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, value, yes, no)
#define IF_ANY_BIT(bits, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, yes, no)
#define ON(number, action) IF_EQUAL(number, 0, 1), RETURN(action)

#define ALLOW SECCOMP_RET_ALLOW
#define TRACE SECCOMP_RET_TRACE
#define NOTIFY SECCOMP_RET_USER_NOTIF

// arch_prctl(2) and futex(2), whose headers are not always there.
enum { SET_GS = 0x1001, GET_GS = 0x1004, FUTEX_COMMAND = 0x7f };
#ifndef SYS_futex_waitv
#define SYS_futex_waitv 449
#endif

int chost_filter_install(uint64_t anonymous_limit) {
    uint32_t limit_low = (uint32_t)anonymous_limit, limit_high = (uint32_t)(anonymous_limit >> 32);
    struct sock_filter code[] = {
        // 32-bit and x32 calls have other numbers and other structures: none of them exists here.
        LOAD(arch), IF_EQUAL(AUDIT_ARCH_X86_64, 1, 0), RETURN(SECCOMP_RET_ERRNO | ENOSYS),
        LOAD(nr), IF_AT_LEAST(0x40000000, 0, 1), RETURN(SECCOMP_RET_ERRNO | ENOSYS),

        // The most frequent first: a filter is run from the top at every call.
        ON(SYS_read, NOTIFY), ON(SYS_write, NOTIFY), ON(SYS_getppid, NOTIFY),
        ON(SYS_rt_sigprocmask, ALLOW), ON(SYS_rt_sigreturn, ALLOW), ON(SYS_munmap, ALLOW), ON(SYS_brk, ALLOW),
        ON(SYS_mprotect, ALLOW), ON(SYS_madvise, ALLOW), ON(SYS_sched_yield, ALLOW),

        // Registers are rewritten at a ptrace stop, or the result is.
        ON(SYS_clone, TRACE), ON(SYS_fork, TRACE), ON(SYS_vfork, TRACE), ON(SYS_execve, TRACE), ON(SYS_execveat, TRACE),
        ON(SYS_rt_sigtimedwait, TRACE),

        // What belongs to the CPU, to the address space or to the host's signal frames.
        ON(SYS_rt_sigsuspend, ALLOW), ON(SYS_pause, ALLOW), ON(SYS_sigaltstack, ALLOW),
        ON(SYS_restart_syscall, ALLOW), ON(SYS_nanosleep, ALLOW), ON(SYS_mremap, ALLOW), ON(SYS_msync, ALLOW),
        ON(SYS_mincore, ALLOW), ON(SYS_mlock, ALLOW), ON(SYS_mlock2, ALLOW), ON(SYS_munlock, ALLOW),
        ON(SYS_mlockall, ALLOW), ON(SYS_munlockall, ALLOW), ON(SYS_gettimeofday, ALLOW), ON(SYS_time, ALLOW),
        ON(SYS_getrandom, ALLOW), ON(SYS_remap_file_pages, ALLOW), ON(SYS_rseq, ALLOW), ON(SYS_membarrier, ALLOW), ON(SYS_futex_waitv, ALLOW), ON(SYS_getcpu, ALLOW),

        // From 12 on (negative ones) clocks name a thread by its host number.
        IF_EQUAL(SYS_clock_gettime, 2, 0), IF_EQUAL(SYS_clock_getres, 1, 0), IF_EQUAL(SYS_clock_nanosleep, 0, 4),
        LOAD_LOW(0), IF_AT_LEAST(12, 0, 1), RETURN(NOTIFY), RETURN(ALLOW),

        // SIGCHLD's disposition decides about zombies; all others are between the program and the host.
        IF_EQUAL(SYS_rt_sigaction, 0, 4), LOAD_LOW(0), IF_EQUAL(SIGCHLD, 0, 1), RETURN(NOTIFY), RETURN(ALLOW),

        // Priority inheritance (6 to 8, 11 to 13) compares thread numbers, and ours are not the host's.
        IF_EQUAL(SYS_futex, 0, 7), LOAD_LOW(1), BPF_STMT(BPF_ALU | BPF_AND | BPF_K, FUTEX_COMMAND),
        IF_AT_LEAST(6, 0, 3), IF_EQUAL(9, 2, 0), IF_EQUAL(10, 1, 0), RETURN(NOTIFY), RETURN(ALLOW),

        // Segment bases only.
        IF_EQUAL(SYS_arch_prctl, 0, 5), LOAD_LOW(0), IF_AT_LEAST(SET_GS, 0, 1), IF_AT_LEAST(GET_GS + 1, 0, 1),
        RETURN(NOTIFY), RETURN(ALLOW),

        // The stub marks its descriptors, and is given two numbers that nobody else gets files at. It closes both
        // before the program runs: a program that copies the mark finds nothing there.
        IF_EQUAL(SYS_close, 0, 7), LOAD_HIGH(0), IF_EQUAL(CHOST_STUB_MARK, 0, 3), LOAD_LOW(0),
        IF_AT_LEAST(CHOST_PROGRAM_FD, 0, 1), IF_AT_LEAST(CHOST_STUB_FD, 0, 1), RETURN(NOTIFY), RETURN(ALLOW),

        // Private anonymous memory is the host's, up to a size no guest could fill. Shared memory outlives those who
        // map it and is no part of their limits, and huge pages are the host's own.
        IF_EQUAL(SYS_mmap, 0, 16), LOAD_LOW(3), IF_ANY_BIT(MAP_ANONYMOUS, 6, 0),
        LOAD_HIGH(4), IF_EQUAL(CHOST_STUB_MARK, 0, 3), LOAD_LOW(4),
        IF_AT_LEAST(CHOST_PROGRAM_FD, 0, 1), IF_AT_LEAST(CHOST_STUB_FD, 0, 8), RETURN(NOTIFY),
        IF_ANY_BIT(MAP_SHARED | MAP_HUGETLB, 5, 0), LOAD_HIGH(1), IF_EQUAL(limit_high, 0, 2), LOAD_LOW(1),
        IF_AT_LEAST(limit_low, 1, 2), IF_AT_LEAST(limit_high, 0, 1), RETURN(NOTIFY), RETURN(ALLOW),

        RETURN(NOTIFY),
    };
    struct sock_fprog program = {sizeof code / sizeof *code, code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return -errno;
    long listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                            SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV |
                                SECCOMP_FILTER_FLAG_SPEC_ALLOW,
                            &program);
    return listener < 0 ? -errno : (int)listener;
}
