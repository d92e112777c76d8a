// Looking into other processes, and at what a guest must not have.
#include "guest.h"
#include <sys/ptrace.h>

static void refused(const char *name, long result) {
    int error = errno;
    checks++;
    if (result == -1 && (error == EPERM || error == ENOSYS || error == EACCES || error == ESRCH || error == EINVAL || error == ENODEV ||
                         error == ENOENT || error == EIO || error == ENXIO || error == EFAULT || error == EBADF || error == EOPNOTSUPP ||
                         error == EAFNOSUPPORT || error == EPROTONOSUPPORT))
        out("%s: ok\n", name);
    else
        failures++, out("%s: FAILED, returned %ld (%s)\n", name, result, name_of(error));
}

int main(void) {
    char buffer[100];
    struct iovec here = {buffer, 100}, there = {(void *)0x400000, 100};
    // Numbers that may be processes of the host.
    int found = 0;
    for (int pid = 2; pid < 3000; pid++) {
        if (pid == getpid() || pid == getppid()) continue;
        if (kill(pid, 0) == 0) found++;
        if (syscall(SYS_process_vm_readv, pid, &here, 1, &there, 1, 0) > 0) found += 1000;
    }
    yes("no process of the host is seen", found < 10);
    refused("ptrace attach to 1", ptrace(PTRACE_ATTACH, 1, 0, 0));
    refused("ptrace seize of 1", ptrace(PTRACE_SEIZE, 1, 0, 0));
    refused("bpf", syscall(SYS_bpf, 5, 0, 0));
    refused("perf_event_open", syscall(SYS_perf_event_open, 0, 0, -1, -1, 0));
    refused("kexec_load", syscall(SYS_kexec_load, 0, 0, 0, 0));
    refused("init_module", syscall(SYS_init_module, 0, 0, 0));
    refused("iopl", syscall(SYS_iopl, 3));
    refused("ioperm", syscall(SYS_ioperm, 0x80, 1, 1));
    refused("io_uring_setup", syscall(SYS_io_uring_setup, 4, buffer));
    refused("userfaultfd", syscall(SYS_userfaultfd, 0));
    refused("open_by_handle_at", syscall(SYS_open_by_handle_at, AT_FDCWD, buffer, 0));
    refused("keyctl", syscall(SYS_keyctl, 0, 0));
    refused("add_key", syscall(SYS_add_key, 0, 0, 0, 0, 0));
    refused("seccomp listener", syscall(SYS_seccomp, 1, 8, 0));
    refused("swapon", syscall(SYS_swapon, "/dev/null", 0));
    refused("pidfd_getfd", syscall(SYS_pidfd_getfd, 1, 0, 0));
    refused("inet sockets of the host", ({
        int fd = socket(AF_NETLINK, SOCK_RAW, 2);
        fd;
    }));
    refused("packet socket", socket(AF_PACKET, SOCK_RAW, 0));
    refused("vsock", socket(40, SOCK_STREAM, 0));
    refused("/dev/mem", open("/dev/mem", O_RDWR));
    refused("/dev/kvm", open("/dev/kvm", O_RDWR));
    refused("/dev/fuse", open("/dev/fuse", O_RDWR));
    // Descriptors the kernel itself may hold in this process: none can be used.
    int open_ones = 0;
    for (int fd = 3; fd < 4096; fd++) open_ones += fcntl(fd, F_GETFD) != -1;
    is("no descriptor but the three", open_ones, 0);
    for (int fd = 3; fd < 4096; fd++) {
        if (read(fd, buffer, 1) != -1 || errno != EBADF) open_ones++;
        if (mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0) != MAP_FAILED) open_ones += 1000;
        if (syscall(SYS_execveat, fd, "", NULL, NULL, AT_EMPTY_PATH) == -1 && errno != EBADF) open_ones += 100000;
    }
    is("nor be read, mapped or executed", open_ones, 0);
    // What the kernel keeps in the program's memory must not be taken away from it.
    char line[300];
    FILE *maps = fopen("/proc/self/maps", "r");
    int regions = 0;
    while (maps && fgets(line, sizeof line, maps)) regions++;
    yes("its memory is described", regions > 3);
    is("unmapping all it is not told of", reap(child({
        for (unsigned long at = 0x10000; at < 0x400000; at += 0x10000) munmap((void *)at, 0x10000);
        _exit(getpid() > 1 ? 9 : 8);
    })), 9);
    refused("unmapping everything ends the program", ({
        int status = reap(child({ munmap((void *)0x10000, 0x7ffffffef000); }));
        errno = EPERM;
        status >= 1000 ? -1 : status;
    }));
    is("all is well", reap(child(_exit(5))), 5);
    return finish();
}
