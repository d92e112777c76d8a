// Every call that takes an address, with one that is nowhere.
#include "guest.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

// Stands for the bad address in the table, and is none itself.
#define BAD 0x6261640000000000
#define TOP 0x7ffffffff000

int main(void) {
    make_file("f", "0123456789", 0600);
    must(mkdir("d", 0700));
    must(symlink("f", "s"));
    long file = must(open("f", O_RDWR)), directory = must(open("d", O_RDONLY)), set = must(epoll_create1(0));
    long timer = must(timerfd_create(CLOCK_MONOTONIC, 0)), event = must(eventfd(1, EFD_NONBLOCK));
    int pipes[2], pair[2];
    must(pipe(pipes));
    must(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
    must(write(pipes[1], "x", 1));
    must(send(pair[0], "x", 1, 0));
    long in = pipes[0], outs = pipes[1], socket_0 = pair[0], socket_1 = pair[1], here = AT_FDCWD;
    static struct timespec soon = {0, 1};
    long now = (long)&soon;
    struct { const char *name; long number, arguments[6]; } rows[] = {
        {"read", SYS_read, {file, BAD, 5}}, {"read, pipe", SYS_read, {in, BAD, 1}}, {"read, eventfd", SYS_read, {event, BAD, 8}},
        {"write", SYS_write, {file, BAD, 5}}, {"write, pipe", SYS_write, {outs, BAD, 5}},
        {"pread64", SYS_pread64, {file, BAD, 5, 0}}, {"pwrite64", SYS_pwrite64, {file, BAD, 5, 0}},
        {"readv", SYS_readv, {file, BAD, 2}}, {"writev", SYS_writev, {file, BAD, 2}},
        {"open", SYS_open, {BAD, 0, 0}}, {"openat", SYS_openat, {here, BAD, 0}}, {"creat", SYS_creat, {BAD, 0600}},
        {"stat", SYS_stat, {BAD, BAD}}, {"stat, result", SYS_stat, {(long)"f", BAD}}, {"lstat", SYS_lstat, {(long)"f", BAD}},
        {"fstat", SYS_fstat, {file, BAD}}, {"newfstatat", SYS_newfstatat, {here, (long)"f", BAD, 0}},
        {"statx", SYS_statx, {here, (long)"f", 0, 0x7ff, BAD}}, {"statfs", SYS_statfs, {(long)"f", BAD}},
        {"fstatfs", SYS_fstatfs, {file, BAD}}, {"getdents64", SYS_getdents64, {directory, BAD, 1000}},
        {"access", SYS_access, {BAD, 0}}, {"faccessat", SYS_faccessat, {here, BAD, 0}}, {"chdir", SYS_chdir, {BAD}},
        {"mkdir", SYS_mkdir, {BAD, 0700}}, {"rmdir", SYS_rmdir, {BAD}}, {"unlink", SYS_unlink, {BAD}},
        {"unlinkat", SYS_unlinkat, {here, BAD, 0}}, {"link", SYS_link, {(long)"f", BAD}}, {"symlink", SYS_symlink, {(long)"f", BAD}},
        {"rename", SYS_rename, {(long)"f", BAD}}, {"renameat2", SYS_renameat2, {here, BAD, here, (long)"g", 0}},
        {"readlink", SYS_readlink, {(long)"s", BAD, 10}}, {"chmod", SYS_chmod, {BAD, 0600}}, {"chown", SYS_chown, {BAD, -1, -1}},
        {"fchownat", SYS_fchownat, {here, BAD, -1, -1, 0}}, {"truncate", SYS_truncate, {BAD, 0}},
        {"utimensat", SYS_utimensat, {here, (long)"f", BAD, 0}}, {"utime", SYS_utime, {(long)"f", BAD}}, {"utimes", SYS_utimes, {(long)"f", BAD}},
        {"mknod", SYS_mknod, {BAD, S_IFREG | 0600, 0}}, {"getcwd", SYS_getcwd, {BAD, 1000}}, {"sendfile", SYS_sendfile, {file, file, BAD, 1}},
        {"fcntl lock", SYS_fcntl, {file, F_SETLK, BAD}}, {"ioctl", SYS_ioctl, {in, FIONREAD, BAD}},
        {"pipe", SYS_pipe, {BAD}}, {"pipe2", SYS_pipe2, {BAD, 0}}, {"poll", SYS_poll, {BAD, 1, 0}}, {"ppoll", SYS_ppoll, {BAD, 1, now, 0, 8}},
        {"ppoll, time", SYS_ppoll, {0, 0, BAD, 0, 8}}, {"ppoll, mask", SYS_ppoll, {0, 0, now, BAD, 8}},
        {"select", SYS_select, {5, BAD, 0, 0, 0}}, {"select, time", SYS_select, {0, 0, 0, 0, BAD}}, {"pselect6", SYS_pselect6, {0, 0, 0, 0, now, BAD}},
        {"epoll_ctl", SYS_epoll_ctl, {set, EPOLL_CTL_ADD, in, BAD}},
        {"timerfd_settime", SYS_timerfd_settime, {timer, 0, BAD, 0}}, {"timerfd_gettime", SYS_timerfd_gettime, {timer, BAD}},
        {"signalfd4", SYS_signalfd4, {-1, BAD, 8, 0}},
        {"rt_sigaction", SYS_rt_sigaction, {SIGUSR1, BAD, 0, 8}}, {"rt_sigprocmask", SYS_rt_sigprocmask, {0, BAD, 0, 8}},
        {"rt_sigpending", SYS_rt_sigpending, {BAD, 8}}, {"rt_sigsuspend", SYS_rt_sigsuspend, {BAD, 8}},
        {"rt_sigtimedwait", SYS_rt_sigtimedwait, {BAD, 0, now, 8}}, {"rt_sigqueueinfo", SYS_rt_sigqueueinfo, {getpid(), SIGUSR1, BAD}},
        {"sigaltstack", SYS_sigaltstack, {BAD, 0}}, {"nanosleep", SYS_nanosleep, {BAD, 0}},
        {"clock_nanosleep", SYS_clock_nanosleep, {CLOCK_MONOTONIC, 0, BAD, 0}}, {"clock_gettime", SYS_clock_gettime, {0, BAD}},
        {"clock_getres", SYS_clock_getres, {0, BAD}}, {"gettimeofday", SYS_gettimeofday, {BAD, 0}}, {"time", SYS_time, {BAD}},
        {"setitimer", SYS_setitimer, {0, BAD, 0}}, {"getitimer", SYS_getitimer, {0, BAD}},
        {"timer_create", SYS_timer_create, {0, BAD, BAD}}, {"times", SYS_times, {BAD}}, {"getrusage", SYS_getrusage, {0, BAD}},
        {"getrlimit", SYS_getrlimit, {RLIMIT_NOFILE, BAD}}, {"setrlimit", SYS_setrlimit, {RLIMIT_NOFILE, BAD}},
        {"prlimit64", SYS_prlimit64, {0, RLIMIT_NOFILE, BAD, 0}}, {"uname", SYS_uname, {BAD}}, {"sysinfo", SYS_sysinfo, {BAD}},
        {"getrandom", SYS_getrandom, {BAD, 10, 0}}, {"getcpu", SYS_getcpu, {BAD, 0, 0}}, 
        {"getresuid", SYS_getresuid, {BAD, BAD, BAD}}, {"capget", SYS_capget, {BAD, 0}},
        {"sched_getaffinity", SYS_sched_getaffinity, {0, 128, BAD}}, {"sched_setaffinity", SYS_sched_setaffinity, {0, 8, BAD}},
        {"sched_rr_get_interval", SYS_sched_rr_get_interval, {0, BAD}},
        {"prctl name", SYS_prctl, {PR_SET_NAME, BAD}}, {"prctl death signal", SYS_prctl, {PR_GET_PDEATHSIG, BAD}},
        {"execve", SYS_execve, {BAD, 0, 0}}, {"execveat", SYS_execveat, {here, BAD, 0, 0, 0}},
        {"socketpair", SYS_socketpair, {AF_UNIX, SOCK_STREAM, 0, BAD}}, {"bind", SYS_bind, {socket_0, BAD, 20}},
        {"connect", SYS_connect, {socket_0, BAD, 20}}, {"getsockname", SYS_getsockname, {socket_0, BAD, BAD}},
        {"sendto", SYS_sendto, {socket_0, BAD, 10, 0, 0, 0}}, {"recvfrom", SYS_recvfrom, {socket_1, BAD, 10, MSG_PEEK, 0, 0}},
        {"sendmsg", SYS_sendmsg, {socket_0, BAD, 0}}, {"recvmsg", SYS_recvmsg, {socket_1, BAD, MSG_DONTWAIT}},
        {"getsockopt", SYS_getsockopt, {socket_0, SOL_SOCKET, SO_TYPE, BAD, BAD}}, {"setsockopt", SYS_setsockopt, {socket_0, SOL_SOCKET, SO_KEEPALIVE, BAD, 4}},
        {"mincore", SYS_mincore, {(long)&file & ~4095, 4096, BAD}}, {"futex", SYS_futex, {BAD, 0, 0, now, 0, 0}},
        {"memfd_create", SYS_memfd_create, {BAD, 0}}, {"chroot", SYS_chroot, {BAD}},
    };
    // Near the end of all addresses, and one that no pointer can be, instead of one near 0.
    long kinds[] = {8, TOP, (long)0x8000000000000000, -8, -4096};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++)
        for (unsigned k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            long a[6];
            for (int n = 0; n < 6; n++) a[n] = rows[i].arguments[n] == BAD ? kinds[k] : rows[i].arguments[n];
            char name[60];
            snprintf(name, sizeof name, "%s, address %u", rows[i].name, k);
            fails(name, syscall(rows[i].number, a[0], a[1], a[2], a[3], a[4], a[5]), EFAULT);
        }
    return finish();
}
