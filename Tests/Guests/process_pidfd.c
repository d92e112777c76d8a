// CLONE_PIDFD, and /proc/PID/mem and smaps.
#include "guest.h"

static char memory[100] = "before";

int main(void) {
    int descriptor = -1;
    pid_t pid = must(syscall(SYS_clone, CLONE_PIDFD | SIGCHLD, 0, &descriptor, 0, 0));
    // The child has no such descriptor.
    if (pid == 0) _exit(fcntl(3, F_GETFD) == -1 ? 5 : 6);
    yes("a descriptor", descriptor >= 0);
    is("close on exec", fcntl(descriptor, F_GETFD), FD_CLOEXEC);
    struct pollfd entry = {descriptor, POLLIN, 0};
    is("readable at the end", poll(&entry, 1, -1), 1);
    siginfo_t info;
    ok("waited for", waitid(P_PIDFD, descriptor, &info, WEXITED));
    is("which", info.si_pid, pid);
    is("status", info.si_status, 5);
    fails("not with the number", syscall(SYS_clone, CLONE_PIDFD | CLONE_PARENT_SETTID | SIGCHLD, 0, &descriptor, 0, 0), EINVAL);

    // One that does not wait, and one that is a directory.
    pid = child(pause());
    int patient = must(syscall(SYS_pidfd_open, pid, O_NONBLOCK));
    fails("still there", waitid(P_PIDFD, patient, &info, WEXITED), EAGAIN);
    fails("no descriptor", waitid(P_PIDFD, -1, &info, WEXITED), EINVAL);
    info = (siginfo_t){.si_signo = SIGUSR1, .si_code = SI_QUEUE};
    fails("another signal", syscall(SYS_pidfd_send_signal, patient, SIGTERM, &info, 0), EINVAL);
    char place[32];
    snprintf(place, sizeof place, "/proc/%d", pid);
    int directory = must(open(place, O_RDONLY | O_DIRECTORY));
    ok("by directory", syscall(SYS_pidfd_send_signal, directory, SIGKILL, NULL, 0));
    fails("which is none to wait for", waitid(P_PIDFD, directory, &info, WEXITED), EBADF);
    is("killed", reap(pid), 1000 + SIGKILL);
    fails("gone", syscall(SYS_pidfd_send_signal, directory, 0, NULL, 0), ESRCH);

    pid = child({ strcpy(memory, "in the child"); raise(SIGSTOP); is("written", strcmp(memory, "from outside"), 0); });
    is("stopped", reap_with(pid, WUNTRACED), 2000 + SIGSTOP);
    char path[64], copy[100] = "";
    snprintf(path, sizeof path, "/proc/%d/mem", pid);
    int file = must(open(path, O_RDWR));
    is("read", pread(file, copy, 100, (off_t)memory), 100);
    text("its memory", copy, "in the child");
    is("write", pwrite(file, "from outside", 13, (off_t)memory), 13);
    fails("nothing there", pread(file, copy, 8, 16), EIO);
    fails("no end", lseek(file, 0, SEEK_END), EINVAL);
    kill(pid, SIGCONT);
    is("it saw it", reap(pid), 0);
    is("gone", pread(file, copy, 100, (off_t)memory), 0);
    const char *maps = content_of("/proc/self/smaps");
    yes("the stack", strstr(maps, "[stack]") != NULL);
    yes("counted", strstr(maps, "Rss:") != NULL && strstr(maps, "Private_Dirty:") != NULL);
    return finish();
}
