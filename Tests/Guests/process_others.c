// What a process may do with another: its memory, its descriptors.
#include "guest.h"
#include <linux/kcmp.h>

#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif

int main(void) {
    static char there[100] = "in the parent";
    char here[100] = "";
    struct iovec local = {here, sizeof here}, remote = {there, sizeof there};
    int ends[2];
    must(pipe(ends));
    strcpy(there, "before");
    pid_t pid = child({
        strcpy(there, "in the child");
        char byte;
        must(write(ends[1], "x", 1));
        pause_ms(20000);
        (void)byte;
    });
    char byte;
    must(read(ends[0], &byte, 1));
    is("read", process_vm_readv(pid, &local, 1, &remote, 1, 0), 100);
    text("its memory", here, "in the child");
    text("not ours", there, "before");
    strcpy(here, "written");
    is("write", process_vm_writev(pid, &local, 1, &remote, 1, 0), 100);
    memset(here, 0, sizeof here);
    struct iovec pieces[2] = {{here, 3}, {here + 10, 4}};
    is("in pieces", process_vm_readv(pid, pieces, 2, &remote, 1, 0), 7);
    text("first", here, "wri");
    text("second", here + 10, "tten");
    struct iovec bad = {(void *)8, 10};
    fails("bad remote", process_vm_readv(pid, &local, 1, &bad, 1, 0), EFAULT);
    fails("flags", process_vm_readv(pid, &local, 1, &remote, 1, 1), EINVAL);
    fails("nobody", process_vm_readv(999999, &local, 1, &remote, 1, 0), ESRCH);
    is("oneself", process_vm_readv(getpid(), &local, 1, &remote, 1, 0), 100);
    text("own memory", here, "before");

    int process = must(syscall(SYS_pidfd_open, pid, 0));
    int copy = ok("a descriptor of it", syscall(SYS_pidfd_getfd, process, ends[1], 0));
    is("close on exec", fcntl(copy, F_GETFD), FD_CLOEXEC);
    is("the same pipe", write(copy, "y", 1), 1);
    is("here", read(ends[0], &byte, 1), 1);
    is("compared", syscall(SYS_kcmp, getpid(), pid, KCMP_FILE, copy, ends[1]), 0);
    yes("others differ", syscall(SYS_kcmp, getpid(), pid, KCMP_FILE, ends[0], ends[1]) > 0);
    yes("own memory", syscall(SYS_kcmp, getpid(), pid, KCMP_VM, 0, 0) > 0);
    is("own", syscall(SYS_kcmp, getpid(), getpid(), KCMP_VM, 0, 0), 0);
    is("nothing to undo in either", syscall(SYS_kcmp, getpid(), pid, KCMP_SYSVSEM, 0, 0), 0);
    fails("no such descriptor", syscall(SYS_pidfd_getfd, process, 77, 0), EBADF);
    fails("flags", syscall(SYS_pidfd_getfd, process, 0, 1), EINVAL);
    fails("no process descriptor", syscall(SYS_pidfd_getfd, ends[0], 0, 0), EBADF);
    kill(pid, SIGKILL);
    reap(pid);
    fails("gone", syscall(SYS_pidfd_getfd, process, 0, 0), ESRCH);
    fails("gone", process_vm_readv(pid, &local, 1, &remote, 1, 0), ESRCH);
    return finish();
}
