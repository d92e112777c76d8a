// nanosleep and clock_nanosleep.
#include "guest.h"

int main(void) {
    struct timespec wait = {0, 30000000}, left = {7, 7};
    long before = now_ms();
    ok("nanosleep", nanosleep(&wait, &left));
    yes("not too short", now_ms() - before >= 30);
    is("what is left is not written", left.tv_sec, 7);
    struct timespec bad[] = {{-1, 0}, {0, -1}, {0, 1000000000}};
    for (int i = 0; i < 3; i++) fails("no such time", nanosleep(&bad[i], NULL), EINVAL);
    wait = (struct timespec){0, 0};
    ok("no time", nanosleep(&wait, NULL));
    fails("from nowhere", syscall(SYS_nanosleep, wild, NULL), EFAULT);

    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    before = now_ms();
    until.tv_nsec += 40000000;
    if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
    is("until", clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL), 0);
    struct timespec after;
    clock_gettime(CLOCK_MONOTONIC, &after);
    yes("not before", after.tv_sec > until.tv_sec || (after.tv_sec == until.tv_sec && after.tv_nsec >= until.tv_nsec));
    until = (struct timespec){1, 0};
    before = now_ms();
    is("until the past", clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, NULL), 0);
    yes("at once", now_ms() - before < 1000);
    wait = (struct timespec){0, 10000000};
    is("by boot time", clock_nanosleep(CLOCK_BOOTTIME, 0, &wait, NULL), 0);
    is("unknown clock", clock_nanosleep(77, 0, &wait, NULL), EINVAL);
    is("by the thread's clock", clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &wait, NULL), EINVAL);
    // Only stopped and continued: it goes on, and is not longer.
    pid_t pid = child({
        long start = now_ms();
        wait = (struct timespec){0, 100000000};
        _exit(nanosleep(&wait, NULL) == 0 && now_ms() - start >= 100 ? 8 : 9);
    });
    pause_ms(20);
    kill(pid, SIGSTOP);
    reap_with(pid, WUNTRACED);
    kill(pid, SIGCONT);
    is("stopped and continued", reap(pid), 8);
    ok("usleep", usleep(1000));
    is("sleep(0)", sleep(0), 0);
    return finish();
}
