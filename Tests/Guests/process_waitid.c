// waitid: the record it fills for each kind of event.
#include "guest.h"

static siginfo_t info;
static int ask(idtype_t type, id_t id, int options) {
    memset(&info, 0xff, sizeof info);
    return waitid(type, id, &info, options);
}

int main(void) {
    fails("no children", ask(P_ALL, 0, WEXITED), ECHILD);
    fails("no event asked for", ask(P_ALL, 0, WNOHANG), EINVAL);
    fails("unknown option", ask(P_ALL, 0, WEXITED | 0x100), EINVAL);
    fails("unknown id type", ask(99, 0, WEXITED), EINVAL);

    pid_t pid = child({ for (;;) pause(); });
    is("nothing yet", ask(P_PID, pid, WEXITED | WNOHANG), 0);
    is("zeroed pid", info.si_pid, 0);
    is("zeroed signo", info.si_signo, 0);

    must(kill(pid, SIGSTOP));
    is("stopped", ask(P_PID, pid, WSTOPPED), 0);
    is("si_signo", info.si_signo, SIGCHLD);
    is("si_code", info.si_code, CLD_STOPPED);
    is("si_status", info.si_status, SIGSTOP);
    is("si_pid", info.si_pid, pid);
    is("si_uid", info.si_uid, getuid());
    is("the rest is left alone", ((unsigned char *)&info)[sizeof info - 1], 0xff);
    must(kill(pid, SIGCONT));
    is("continued, left", ask(P_ALL, 0, WCONTINUED | WNOWAIT), 0);
    is("si_code", info.si_code, CLD_CONTINUED);
    is("continued, taken", ask(P_ALL, 0, WCONTINUED), 0);
    is("si_status", info.si_status, SIGCONT);
    is("taken", ask(P_ALL, 0, WCONTINUED | WNOHANG), 0);
    is("nothing", info.si_pid, 0);

    must(kill(pid, SIGTERM));
    is("killed, left", ask(P_PGID, getpgrp(), WEXITED | WNOWAIT), 0);
    is("si_code", info.si_code, CLD_KILLED);
    is("si_status", info.si_status, SIGTERM);
    is("killed, taken", ask(P_PGID, 0, WEXITED), 0);
    is("si_pid", info.si_pid, pid);
    fails("gone", ask(P_PID, pid, WEXITED), ECHILD);

    pid = child(_exit(300));
    is("exited", ask(P_PID, pid, WEXITED), 0);
    is("si_code", info.si_code, CLD_EXITED);
    is("si_status", info.si_status, 44);

    pid = child(_exit(0));
    is("info may be null", waitid(P_PID, pid, NULL, WEXITED), 0);
    pid = child(_exit(0));
    fails("info to nowhere", waitid(P_PID, pid, wild, WEXITED), EFAULT);
    return finish();
}
