// Call numbers that do not exist, and a stream of nonsense.
#include "guest.h"

int main(void) {
    long numbers[] = {340, 400, 423, 500, 1000, 4095, 65535, 0x7fffffff, -2, INT_MIN, 0x3fffffff};
    for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char name[40];
        snprintf(name, sizeof name, "call %ld", numbers[i]);
        fails(name, syscall(numbers[i], 1, 2, 3, 4, 5, 6), ENOSYS);
    }
    // Obsolete ones.
    long gone[] = {SYS_uselib, SYS__sysctl, SYS_create_module, SYS_query_module, SYS_nfsservctl, SYS_getpmsg, SYS_afs_syscall, SYS_tuxcall,
                   SYS_security, SYS_vserver, SYS_epoll_ctl_old};
    for (unsigned i = 0; i < sizeof gone / sizeof *gone; i++) {
        char name[40];
        snprintf(name, sizeof name, "obsolete %ld", gone[i]);
        fails(name, syscall(gone[i], 1, 2, 3, 4, 5, 6), ENOSYS);
    }
    // A child that makes calls with random arguments. It may end in any way; nobody else may be hurt.
    is("nonsense", reap(child({
        must(setpgid(0, 0));
        must(setsid() == -1 ? 0 : 0);
        struct rlimit limit = {20, 20};
        setrlimit(RLIMIT_NOFILE, &limit);
        alarm(2);
        unsigned long state = 88172645463325252UL;
        static const short safe[] = {
            SYS_read, SYS_fstat, SYS_poll, SYS_lseek, SYS_mprotect, SYS_rt_sigprocmask, SYS_pread64, SYS_readv, SYS_access, SYS_select,
            SYS_msync, SYS_mincore, SYS_madvise, SYS_dup, SYS_nanosleep, SYS_getitimer, SYS_sendfile, SYS_socket, SYS_getsockname,
            SYS_recvfrom, SYS_uname, SYS_fcntl, SYS_getdents, SYS_getcwd, SYS_readlink, SYS_gettimeofday, SYS_getrlimit, SYS_getrusage,
            SYS_sysinfo, SYS_times, SYS_getpgid, SYS_sigaltstack, SYS_statfs, SYS_getpriority, SYS_sched_getparam, SYS_prctl,
            SYS_getxattr, SYS_listxattr, SYS_futex, SYS_sched_getaffinity, SYS_epoll_wait, SYS_getdents64, SYS_timer_gettime,
            SYS_clock_gettime, SYS_clock_getres, SYS_waitid, SYS_newfstatat, SYS_readlinkat, SYS_faccessat, SYS_pselect6, SYS_ppoll,
            SYS_get_robust_list, SYS_timerfd_gettime, SYS_preadv, SYS_prlimit64, SYS_getcpu, SYS_statx, SYS_getrandom,
        };
        for (int i = 0; i < 20000; i++) {
            long a[6];
            for (int k = 0; k < 6; k++) {
                state ^= state << 13, state ^= state >> 7, state ^= state << 17;
                switch (state % 5) {
                    case 0: a[k] = state >> 60; break;
                    case 1: a[k] = (long)state; break;
                    case 2: a[k] = 1L << (state >> 58); break;
                    case 3: a[k] = -(long)(state >> 56); break;
                    default: a[k] = 0x10000 + (state >> 50);
                }
            }
            int number = safe[(state >> 8) % (sizeof safe / sizeof *safe)];
            // Not to wait for ever, nor to read what the test itself is given.
            if (number == SYS_read || number == SYS_readv || number == SYS_pread64 || number == SYS_preadv || number == SYS_recvfrom)
                a[0] = 900 + a[0] % 50;
            if (number == SYS_prctl) a[0] = 100000 + (a[0] & 0xffff);
            if (number == SYS_poll || number == SYS_epoll_wait) a[2] = 0, a[3] = 0;
            if (number == SYS_mprotect) a[0] |= 1;
            if (number == SYS_prlimit64) a[2] = 0;
            if (number == SYS_rt_sigprocmask) a[1] = 0;
            syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
        }
        _exit(0);
    })) >= 0, 1);
    is("all is well", reap(child(_exit(5))), 5);
    return finish();
}
