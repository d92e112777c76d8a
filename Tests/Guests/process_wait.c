// wait4: which child, which options, what is reported when.
#include "guest.h"

static void hold(void) { for (;;) pause(); }

int main(void) {
    int status = 0;
    fails("no children", wait(&status), ECHILD);
    fails("unknown options", wait4(-1, &status, 0x100, NULL), EINVAL);
    fails("not my child", waitpid(getpid(), &status, 0), ECHILD);

    pid_t pid = child(hold());
    is("WNOHANG, none yet", waitpid(pid, &status, WNOHANG), 0);
    is("WNOHANG, any", waitpid(-1, &status, WNOHANG), 0);
    fails("another group", waitpid(-getpid() - 100000, &status, WNOHANG), ECHILD);
    is("own group by 0", waitpid(0, &status, WNOHANG), 0);
    is("own group by number", waitpid(-getpgrp(), &status, WNOHANG), 0);
    must(kill(pid, SIGTERM));
    is("killed", waitpid(pid, &status, 0), pid);
    yes("by a signal", WIFSIGNALED(status) && !WIFEXITED(status));
    is("SIGTERM", WTERMSIG(status), SIGTERM);
    fails("only once", waitpid(pid, &status, 0), ECHILD);

    pid = child({ setpgid(0, 0); hold(); });
    while (setpgid(pid, pid) == -1 && errno == EACCES) continue;
    fails("no child in my group", waitpid(0, &status, WNOHANG), ECHILD);
    is("in its group", waitpid(-pid, &status, WNOHANG), 0);
    must(kill(-pid, SIGSTOP));
    is("stopped", waitpid(pid, &status, WUNTRACED), pid);
    yes("WIFSTOPPED", WIFSTOPPED(status));
    is("SIGSTOP", WSTOPSIG(status), SIGSTOP);
    is("a stop is reported once", waitpid(pid, &status, WUNTRACED | WNOHANG), 0);
    must(kill(pid, SIGCONT));
    is("continued", waitpid(pid, &status, WCONTINUED), pid);
    yes("WIFCONTINUED", WIFCONTINUED(status));
    is("reported once", waitpid(pid, &status, WCONTINUED | WNOHANG), 0);
    must(kill(pid, SIGSTOP));
    pause_ms(20);
    is("a stop is not asked for", waitpid(pid, &status, WNOHANG), 0);
    must(kill(pid, SIGKILL));
    is("killed while stopped", waitpid(pid, &status, 0), pid);
    is("SIGKILL", WTERMSIG(status), SIGKILL);

    struct rusage usage;
    memset(&usage, 0xff, sizeof usage);
    pid = child({ for (volatile long i = 0; i < 3000000; i++) continue; });
    is("with usage", wait4(pid, &status, 0, &usage), pid);
    yes("usage is filled", usage.ru_utime.tv_sec == 0 && usage.ru_utime.tv_usec < 1000000);

    pid = child(_exit(3));
    is("status may be null", waitpid(pid, NULL, 0), pid);
    pid = child(_exit(3));
    fails("status to nowhere", wait4(pid, wild, 0, NULL), EFAULT);

    // A zombie still has its id: a signal finds it, its group can be asked.
    pid = child(_exit(0));
    siginfo_t info;
    must(waitid(P_PID, pid, &info, WEXITED | WNOWAIT));
    is("kill of a zombie", kill(pid, SIGKILL), 0);
    is("group of a zombie", getpgid(pid), getpgrp());
    is("reap it", reap(pid), 0);
    fails("kill of nobody", kill(pid, 0), ESRCH);

    is("__WALL", waitpid(child(_exit(1)), NULL, __WALL) > 0, 1);
    pid = child(_exit(1));
    fails("__WCLONE sees no ordinary child", waitpid(pid, NULL, __WCLONE), ECHILD);
    is("and it is there", reap(pid), 1);
    pid = child(_exit(0));
    fails("nowhere to write", wait4(pid, wild, 0, NULL), EFAULT);
    fails("but waited for", wait4(pid, NULL, 0, NULL), ECHILD);
    return finish();
}
