// Clocks and timers of CPU time.
#include "guest.h"

static volatile int fired;

static void count(int number) { (void)number, fired++; }

static void burn(clockid_t clock, long milliseconds) {
    struct timespec start, now;
    clock_gettime(clock, &start);
    do clock_gettime(clock, &now);
    while ((now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000 < milliseconds);
}

static long used_ms(clockid_t clock) {
    struct timespec now = {0, 0};
    must(clock_gettime(clock, &now));
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int main(void) {
    signal(SIGALRM, count);
    signal(SIGUSR1, count);
    timer_t timer;
    ok("of the process", timer_create(CLOCK_PROCESS_CPUTIME_ID, NULL, &timer));
    struct itimerspec time = {.it_value = {0, 20000000}}, left;
    ok("start", timer_settime(timer, 0, &time, NULL));
    pause_ms(60);
    is("stands still", fired, 0);
    ok("left", timer_gettime(timer, &left));
    yes("most of it", left.it_value.tv_nsec > 1000000 && left.it_value.tv_nsec <= 20000000);
    burn(CLOCK_PROCESS_CPUTIME_ID, 80);
    is("fired", fired, 1);
    timer_gettime(timer, &left);
    is("over", left.it_value.tv_nsec, 0);
    ok("delete", timer_delete(timer));

    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    ok("of a thread", timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer));
    time = (struct itimerspec){{0, 10000000}, {0, 10000000}};
    fired = 0;
    ok("repeats", timer_settime(timer, 0, &time, NULL));
    burn(CLOCK_THREAD_CPUTIME_ID, 100);
    yes("several times", fired >= 3);
    timer_gettime(timer, &left);
    is("interval", left.it_interval.tv_nsec, 10000000);
    ok("delete", timer_delete(timer));
    fails("no such clock", timer_create(77, NULL, &timer), EINVAL);

    clockid_t clock;
    is("own clock", clock_getcpuclockid(getpid(), &clock), 0);
    yes("the same", labs(used_ms(clock) - used_ms(CLOCK_PROCESS_CPUTIME_ID)) < 50);
    pid_t pid = child({ burn(CLOCK_PROCESS_CPUTIME_ID, 100); pause_ms(20000); });
    is("of a child", clock_getcpuclockid(pid, &clock), 0);
    while (used_ms(clock) < 90) pause_ms(5);
    struct timespec soon = {0, 10000000};
    kill(pid, SIGKILL);
    reap(pid);
    fails("gone", clock_gettime(clock, &soon), EINVAL);
    pid = child({ burn(CLOCK_PROCESS_CPUTIME_ID, 5000); });
    clock_getcpuclockid(pid, &clock);
    struct timespec until = {0, 50000000};
    is("sleep by another's clock", clock_nanosleep(clock, TIMER_ABSTIME, &until, NULL), 0);
    yes("it is that late", used_ms(clock) >= 50);
    kill(pid, SIGKILL);
    reap(pid);
    is("not by one's own", clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &soon, NULL), EINVAL);
    return finish();
}
