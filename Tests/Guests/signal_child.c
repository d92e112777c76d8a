// SIGCHLD and what its action means for children.
#include "guest.h"

static volatile sig_atomic_t count;
static void handler(int number) { (void)number; count++; }
static void act(void (*how)(int), int flags) {
    struct sigaction action = {.sa_handler = how, .sa_flags = flags};
    must(sigaction(SIGCHLD, &action, NULL));
    count = 0;
}

int main(void) {
    act(handler, 0);
    is("exit", reap(child(_exit(4))), 4);
    is("told", count, 1);
    pid_t pid = child({ raise(SIGSTOP); });
    is("stop", reap_with(pid, WUNTRACED), 2000 + SIGSTOP);
    is("told", count, 2);
    kill(pid, SIGCONT);
    is("exit", reap(pid), 0);
    is("told, of SIGCONT, too, or of both at once", count >= 3, 1);

    act(handler, SA_NOCLDSTOP);
    pid = child({ raise(SIGSTOP); });
    is("stop", reap_with(pid, WUNTRACED), 2000 + SIGSTOP);
    is("not told", count, 0);
    kill(pid, SIGCONT);
    is("exit", reap(pid), 0);
    is("told", count, 1);

    act(handler, SA_NOCLDWAIT);
    pid = child(_exit(4));
    fails("nothing is left to wait for", waitpid(pid, NULL, 0), ECHILD);
    is("but told", count, 1);
    act(SIG_IGN, 0);
    pid = child(pause_ms(20));
    pid_t second = child(pause_ms(40));
    fails("waits until the last has ended", wait(NULL), ECHILD);
    fails("the first is gone", kill(pid, 0), ESRCH);
    fails("the second is gone", kill(second, 0), ESRCH);

    // Set after the child ended: it stays.
    act(SIG_DFL, 0);
    pid = child(_exit(6));
    siginfo_t info;
    must(waitid(P_PID, pid, &info, WEXITED | WNOWAIT));
    act(SIG_IGN, 0);
    is("a zombie from before", reap(pid), 6);
    act(SIG_DFL, 0);
    is("SIG_DFL leaves zombies", reap(child(_exit(7))), 7);
    is("ignoring is inherited over fork", reap(child({
        act(SIG_IGN, 0);
        _exit(reap(child({
            pid = child(_exit(0));
            _exit(waitpid(pid, NULL, 0) == -1 && errno == ECHILD);
        })) == -ECHILD ? 0 : 1);
    })), 0);
    return finish();
}
