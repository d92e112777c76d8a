// A program that makes call after call, and one that makes none, hear of everything else in time.
#include "guest.h"

static volatile sig_atomic_t alarms;
static void count_alarm(int signal) { (void)signal, alarms++; }

// Calls without a pause, until the signal comes.
static void call_until(int wanted) {
    for (long calls = 0; alarms < wanted && calls < 50000000; calls++) syscall(SYS_getppid);
}

int main(void) {
    struct sigaction action = {.sa_handler = count_alarm};
    sigaction(SIGALRM, &action, NULL);
    for (int i = 1; i <= 5; i++) {
        struct itimerval soon = {.it_value.tv_usec = 3000};
        setitimer(ITIMER_REAL, &soon, NULL);
        call_until(i);
    }
    yes("alarms among calls", alarms == 5);

    // The calls end, and only the timer is left to wake anybody.
    struct itimerval later = {.it_value.tv_usec = 20000};
    setitimer(ITIMER_REAL, &later, NULL);
    for (int i = 0; i < 1000; i++) syscall(SYS_getppid);
    while (alarms < 6) poll(NULL, 0, 1000);
    yes("an alarm after calls", alarms == 6);

    // Children end while their parent calls.
    int ended = 0;
    for (int i = 0; i < 20; i++) child({ pause_ms(i); });
    for (long calls = 0; ended < 20 && calls < 50000000; calls++) ended += waitpid(-1, NULL, WNOHANG) > 0;
    yes("children among calls", ended == 20);
    return finish();
}
