// times, getrusage and the clocks of used processor time.
#include "guest.h"
#include <sys/times.h>

static void burn(long milliseconds) {
    struct timespec now;
    do clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    while (now.tv_sec * 1000 + now.tv_nsec / 1000000 < milliseconds);
}
static long user_ms(int who) {
    struct rusage usage;
    must(getrusage(who, &usage));
    return usage.ru_utime.tv_sec * 1000 + usage.ru_utime.tv_usec / 1000 +
           usage.ru_stime.tv_sec * 1000 + usage.ru_stime.tv_usec / 1000;
}

int main(void) {
    burn(60);
    yes("own time", user_ms(RUSAGE_SELF) >= 40);
    yes("thread's time", user_ms(RUSAGE_THREAD) >= 40);
    is("no child's time", user_ms(RUSAGE_CHILDREN), 0);
    pid_t pid = child(burn(80));
    siginfo_t info;
    must(waitid(P_PID, pid, &info, WEXITED | WNOWAIT));
    is("not before it is waited for", user_ms(RUSAGE_CHILDREN), 0);
    struct rusage usage;
    must(wait4(pid, NULL, 0, &usage));
    long its = usage.ru_utime.tv_sec * 1000 + usage.ru_utime.tv_usec / 1000 + usage.ru_stime.tv_usec / 1000;
    yes("its usage", its >= 40);
    yes("a child's time", user_ms(RUSAGE_CHILDREN) >= 40);

    // Grandchildren count once their parent has waited for them.
    is("a child waits for its child", reap(child({ reap(child(burn(80))); })), 0);
    yes("both count", user_ms(RUSAGE_CHILDREN) >= 100);
    must(wait4(child({ reap(child(burn(80))); }), NULL, 0, &usage));
    yes("and wait4 says so", usage.ru_utime.tv_usec / 1000 + usage.ru_stime.tv_usec / 1000 >= 40);
    fails("unknown who", getrusage(7, &usage), EINVAL);
    fails("to nowhere", getrusage(RUSAGE_SELF, wild), EFAULT);
    // Hosts before Linux 6.2 count a thread's pages in steps of 64.
    memset(calloc(1, 1 << 20), 1, 1 << 20);
    must(getrusage(RUSAGE_SELF, &usage));
    yes("resident set", usage.ru_maxrss > 100);

    struct tms ticks;
    clock_t before = times(&ticks);
    yes("ticks since boot", before > 0);
    yes("ticks used", ticks.tms_utime + ticks.tms_stime >= 4);
    yes("ticks of children", ticks.tms_cutime + ticks.tms_cstime >= 9);
    pause_ms(30);
    yes("ticks go on", times(NULL) - before >= 2);
    yes("sleeping uses none", clock() < 1000000);
    is("a child starts from none", reap(child({
        struct timespec now;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        _exit(now.tv_sec > 0 || now.tv_nsec > 50000000);
    })), 0);
    return finish();
}
