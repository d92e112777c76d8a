// alarm, interval timers, POSIX timers.
#include "guest.h"

static volatile sig_atomic_t count, number_seen, code, value;
static void handler(int number, siginfo_t *info, void *context) {
    (void)context;
    count++;
    number_seen = number;
    code = info->si_code;
    value = info->si_value.sival_int;
}
static void when(int number) {
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    must(sigaction(number, &action, NULL));
    count = 0;
}
static void spin_until(int times) { while (count < times) continue; }

int main(void) {
    alarm(0);
    is("no alarm", alarm(100), 0);
    is("what was left", alarm(0), 100);
    is("none", alarm(0), 0);
    struct itimerval timer = {{0, 5000}, {0, 10000}}, old;
    when(SIGALRM);
    ok("real", setitimer(ITIMER_REAL, &timer, NULL));
    while (count < 4) pause_ms(1);
    ok("ask", getitimer(ITIMER_REAL, &old));
    is("interval", old.it_interval.tv_usec, 5000);
    yes("what is left", old.it_value.tv_sec == 0 && old.it_value.tv_usec <= 5000);
    timer = (struct itimerval){{0, 0}, {0, 0}};
    ok("off", setitimer(ITIMER_REAL, &timer, &old));
    is("the old one", old.it_interval.tv_usec, 5000);
    timer = (struct itimerval){{0, 0}, {0, 5000}};
    when(SIGVTALRM);
    ok("virtual", setitimer(ITIMER_VIRTUAL, &timer, NULL));
    spin_until(1);
    when(SIGPROF);
    ok("profiling", setitimer(ITIMER_PROF, &timer, NULL));
    spin_until(1);
    is("SIGPROF", number_seen, SIGPROF);
    fails("unknown", setitimer(7, &timer, NULL), EINVAL);
    timer.it_value.tv_usec = 1000000;
    fails("no such time", setitimer(ITIMER_REAL, &timer, NULL), EINVAL);
    timer = (struct itimerval){{0, 0}, {100, 0}};
    setitimer(ITIMER_REAL, &timer, NULL);
    is("not inherited by fork", reap(child(_exit(alarm(0)))), 0);
    yes("alarm is the real timer", alarm(0) >= 99);

    when(SIGUSR1);
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 42};
    timer_t id;
    struct itimerspec set = {{0, 2000000}, {0, 10000000}}, was;
    ok("timer_create", timer_create(CLOCK_MONOTONIC, &event, &id));
    ok("timer_gettime, not armed", timer_gettime(id, &was));
    is("nothing left", was.it_value.tv_nsec, 0);
    ok("timer_settime", timer_settime(id, 0, &set, NULL));
    while (count < 3) pause_ms(1);
    is("si_code", code, SI_TIMER);
    is("si_value", value, 42);
    ok("timer_gettime", timer_gettime(id, &was));
    is("interval", was.it_interval.tv_nsec, 2000000);
    // Blocked for a while, it is one signal that knows how many it stands for.
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    pause_ms(40);
    siginfo_t info;
    is("one signal", sigwaitinfo(&mask, &info), SIGUSR1);
    yes("for many", timer_getoverrun(id) >= 5);
    yes("as it says", info.si_overrun >= 5);
    ok("timer_delete", timer_delete(id));
    fails("twice", timer_delete(id), EINVAL);
    fails("gone", timer_settime(id, 0, &set, NULL), EINVAL);
    struct timespec none = {0, 0};
    while (sigtimedwait(&mask, NULL, &none) > 0) continue;
    event.sigev_notify = SIGEV_NONE;
    ok("one that tells nobody", timer_create(CLOCK_REALTIME, &event, &id));
    set = (struct itimerspec){{0, 0}, {100, 0}};
    timer_settime(id, 0, &set, NULL);
    timer_gettime(id, &was);
    yes("it runs", was.it_value.tv_sec >= 99);
    set.it_value = (struct timespec){1, 0};
    ok("until the past", timer_settime(id, TIMER_ABSTIME, &set, &was));
    timer_delete(id);
    fails("unknown clock", timer_create(77, NULL, &id), EINVAL);
    event = (struct sigevent){.sigev_notify = SIGEV_SIGNAL, .sigev_signo = 99};
    fails("unknown signal", timer_create(CLOCK_MONOTONIC, &event, &id), EINVAL);
    event = (struct sigevent){.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGUSR1};
    event._sigev_un._tid = gettid();
    ok("to a thread", timer_create(CLOCK_MONOTONIC, &event, &id));
    set = (struct itimerspec){{0, 0}, {0, 1000000}};
    timer_settime(id, 0, &set, NULL);
    is("its signal", sigwaitinfo(&mask, &info), SIGUSR1);
    return finish();
}
