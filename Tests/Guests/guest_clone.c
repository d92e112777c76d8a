// clone flags that would leave the kernel's sight or make other worlds.
#include "guest.h"
#include <linux/sched.h>
#include <sys/utsname.h>

// Whether the new process is an ordinary one of this system, if there is one at all.
static int attempt(unsigned long flags) {
    int pipes[2];
    must(pipe(pipes));
    pid_t parent = getpid();
    long pid = syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        struct utsname names;
        uname(&names);
        // It must be seen, be signalled, and have its calls answered here.
        int good = getppid() == parent && getpid() != parent && kill(getpid(), 0) == 0 && names.nodename[0];
        pid_t me = getpid();
        write(pipes[1], &me, sizeof me);
        syscall(SYS_exit_group, good ? 21 : 22);
    }
    if (pid == -1) {
        close(pipes[0]);
        close(pipes[1]);
        return errno;
    }
    pid_t told = 0;
    read(pipes[0], &told, sizeof told);
    int same = told == pid;
    close(pipes[0]);
    close(pipes[1]);
    int status = 0;
    waitpid(pid, &status, __WALL);
    return same && WIFEXITED(status) && WEXITSTATUS(status) == 21 ? 0 : 1000;
}

int main(void) {
    struct { const char *name; unsigned long flag; } table[] = {
        {"untraced", CLONE_UNTRACED}, {"ptrace", CLONE_PTRACE}, {"mount namespace", CLONE_NEWNS}, {"user namespace", CLONE_NEWUSER},
        {"pid namespace", CLONE_NEWPID}, {"network namespace", CLONE_NEWNET}, {"ipc namespace", CLONE_NEWIPC},
        {"uts namespace", CLONE_NEWUTS}, {"cgroup namespace", CLONE_NEWCGROUP}, {"io", CLONE_IO}, {"parent", CLONE_PARENT},
        {"pidfd", CLONE_PIDFD}, {"detached", CLONE_DETACHED},
    };
    for (unsigned i = 0; i < sizeof table / sizeof *table; i++) {
        int result = table[i].flag == CLONE_PIDFD ? EINVAL : table[i].flag == CLONE_PARENT ? 0 : attempt(table[i].flag);
        checks++;
        if (result == 0 || result == EPERM || result == EINVAL || result == ENOSYS) out("%s: ok\n", table[i].name);
        else failures++, out("%s: FAILED, %d\n", table[i].name, result);
    }
    is("plain", attempt(0), 0);
    struct clone_args arguments = {.flags = CLONE_UNTRACED | CLONE_NEWNS, .exit_signal = SIGCHLD};
    long pid = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (pid == 0) syscall(SYS_exit_group, 0);
    yes("clone3", pid == -1);
    int calls[] = {SYS_unshare, SYS_setns};
    for (int i = 0; i < 2; i++) {
        long result = syscall(calls[i], i ? 0 : CLONE_NEWNS | CLONE_NEWUSER, 0);
        yes("unshare and setns", result == -1);
    }
    return finish();
}
