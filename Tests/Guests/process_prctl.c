// prctl.
#include "guest.h"
#include <linux/capability.h>
#include <linux/securebits.h>

int main(void) {
    char name[17] = {0};
    ok("set name", prctl(PR_SET_NAME, "a name longer than fifteen"));
    ok("get name", prctl(PR_GET_NAME, name));
    text("cut to fifteen", name, "a name longer t");
    text("in /proc", content_of("/proc/self/comm"), "a name longer t\n");
    is("inherited", reap(child({ prctl(PR_GET_NAME, name); text("name", name, "a name longer t"); })), 0);
    fails("name from nowhere", prctl(PR_SET_NAME, 8), EFAULT);

    int signal_number = 7;
    ok("parent death signal", prctl(PR_SET_PDEATHSIG, SIGUSR2));
    ok("get it", prctl(PR_GET_PDEATHSIG, &signal_number));
    is("it", signal_number, SIGUSR2);
    is("cleared in a child", reap(child({ prctl(PR_GET_PDEATHSIG, &signal_number); _exit(signal_number); })), 0);
    fails("unknown signal", prctl(PR_SET_PDEATHSIG, 99), EINVAL);
    ok("off", prctl(PR_SET_PDEATHSIG, 0));

    is("dumpable", prctl(PR_GET_DUMPABLE), 1);
    ok("not dumpable", prctl(PR_SET_DUMPABLE, 0));
    is("it is kept", prctl(PR_GET_DUMPABLE), 0);
    fails("2 is not for programs", prctl(PR_SET_DUMPABLE, 2), EINVAL);
    is("securebits", prctl(PR_GET_SECUREBITS), 0);
    is("keepcaps", prctl(PR_GET_KEEPCAPS), 0);
    ok("set keepcaps", prctl(PR_SET_KEEPCAPS, 1));
    is("keepcaps", prctl(PR_GET_KEEPCAPS), 1);
    is("is a securebit", prctl(PR_GET_SECUREBITS), 1 << SECURE_KEEP_CAPS);
    fails("keepcaps 2", prctl(PR_SET_KEEPCAPS, 2), EINVAL);
    fails("unknown capability", prctl(PR_CAPBSET_READ, 200), EINVAL);
    is("a capability", prctl(PR_CAPBSET_READ, CAP_CHOWN), 1);
    is("no_new_privs", reap(child({
        ok("set", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
        is("get", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 1);
        fails("never unset", prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0), EINVAL);
        is("inherited", reap(child(_exit(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)))), 1);
    })), 0);
    fails("no_new_privs, junk arguments", prctl(PR_SET_NO_NEW_PRIVS, 1, 1, 0, 0), EINVAL);
    fails("no_new_privs, junk in the last", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 1), EINVAL);
    ok("no huge pages", prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0));
    is("kept", prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0), 1);
    ok("timer slack", prctl(PR_SET_TIMERSLACK, 12345));
    is("kept", prctl(PR_GET_TIMERSLACK), 12345);
    is("subreaper is a flag", reap(child({
        int flag = 5;
        prctl(PR_SET_CHILD_SUBREAPER, 9);
        prctl(PR_GET_CHILD_SUBREAPER, &flag);
        _exit(flag);
    })), 1);
    int readable = 0;
    ok("time stamps", prctl(PR_GET_TSC, &readable));
    is("are readable", readable, PR_TSC_ENABLE);
    ok("as they are", prctl(PR_SET_TIMING, PR_TIMING_STATISTICAL));
    fails("exact times", prctl(PR_SET_TIMING, PR_TIMING_TIMESTAMP), EINVAL);
    ok("no events", prctl(PR_TASK_PERF_EVENTS_DISABLE));
    fails("unknown option", prctl(12345), EINVAL);
    return finish();
}
