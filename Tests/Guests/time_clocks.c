// The clocks.
#include "guest.h"

int main(void) {
    int clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID,
                    CLOCK_MONOTONIC_RAW, CLOCK_REALTIME_COARSE, CLOCK_MONOTONIC_COARSE, CLOCK_BOOTTIME, CLOCK_TAI};
    for (unsigned i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        char name[40];
        struct timespec first, second, raw, resolution;
        snprintf(name, sizeof name, "clock %d", clocks[i]);
        ok(name, clock_gettime(clocks[i], &first));
        ok("the call itself", syscall(SYS_clock_gettime, clocks[i], &raw));
        clock_gettime(clocks[i], &second);
        yes("in order", (raw.tv_sec - first.tv_sec) * 1000000000 + raw.tv_nsec - first.tv_nsec >= 0 &&
                        (second.tv_sec - raw.tv_sec) * 1000000000 + second.tv_nsec - raw.tv_nsec >= 0);
        ok("resolution", clock_getres(clocks[i], &resolution));
        yes("is fine", resolution.tv_sec == 0 && resolution.tv_nsec > 0 && resolution.tv_nsec <= 20000000);
    }
    struct timespec now;
    fails("unknown", clock_gettime(77, &now), EINVAL);
    fails("to nowhere", syscall(SYS_clock_gettime, CLOCK_MONOTONIC, wild), EFAULT);
    clockid_t other;
    is("of this process", clock_getcpuclockid(0, &other), 0);
    ok("read", clock_gettime(other, &now));
    is("of nobody", clock_getcpuclockid(4000000, &other), ESRCH);
    struct timeval day;
    ok("gettimeofday", gettimeofday(&day, NULL));
    yes("after 2023", day.tv_sec > 1672531200);
    time_t seconds = time(NULL);
    yes("time", seconds >= day.tv_sec && seconds - day.tv_sec <= 1);
    time_t stored = 0;
    is("stored and returned", syscall(SYS_time, &stored) - stored, 0);
    // Who may not set the time is told first what was wrong with it.
    struct timespec never = {1, -1};
    struct timeval neither = {1, -1};
    fails("no such clock", syscall(SYS_clock_settime, 77, &never), EINVAL);
    fails("no clock to set", syscall(SYS_clock_settime, CLOCK_MONOTONIC, &never), EINVAL);
    fails("from nowhere", syscall(SYS_clock_settime, CLOCK_REALTIME, wild), EFAULT);
    fails("no time", syscall(SYS_clock_settime, CLOCK_REALTIME, &never), EINVAL);
    fails("no time", syscall(SYS_settimeofday, &neither, NULL), EINVAL);
    // One's own time does not pass while one sleeps.
    clockid_t own;
    pthread_getcpuclockid(pthread_self(), &own);
    is("asleep for ever", clock_nanosleep(own, 0, &(struct timespec){0, 1}, NULL), EINVAL);
    return finish();
}
