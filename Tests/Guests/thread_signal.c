// Signals and threads: which thread takes a signal; masks of their own; cancellation.
#include "guest.h"

static volatile pid_t taker;
static volatile int stage;
static void handler(int number) { (void)number; taker = gettid(); }

static void *take_it(void *id) {
    sigset_t set;
    sigemptyset(&set);
    pthread_sigmask(SIG_SETMASK, &set, NULL);
    *(pid_t *)id = gettid();
    stage = 1;
    while (stage != 2) pause_ms(1);
    return NULL;
}
static void *wait_for_it(void *unused) {
    (void)unused;
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    int number = 0;
    stage = 1;
    sigwait(&set, &number);
    return (void *)(long)number;
}
static int cleaned;
static void clean(void *pipe) { cleaned++; close(*(int *)pipe); }
static void *blocked(void *pipe) {
    char byte;
    pthread_cleanup_push(clean, pipe);
    stage = 1;
    read(*(int *)pipe, &byte, 1);
    pthread_cleanup_pop(0);
    return NULL;
}
static void *die(void *unused) {
    raise(SIGKILL);
    return unused;
}

int main(void) {
    signal(SIGUSR1, handler);
    sigset_t set;
    sigfillset(&set);
    sigdelset(&set, SIGALRM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    pthread_t thread;
    pid_t id = 0;
    pthread_create(&thread, NULL, take_it, &id);
    while (stage != 1) pause_ms(1);
    kill(getpid(), SIGUSR1);
    while (!taker) pause_ms(1);
    is("the thread that does not block it", taker, id);
    taker = 0;
    pthread_kill(thread, SIGUSR1);
    while (!taker) pause_ms(1);
    is("sent to a thread", taker, id);
    taker = 0;
    raise(SIGUSR1);
    sigpending(&set);
    yes("sent to a thread that blocks it: pending there", sigismember(&set, SIGUSR1) && !taker);
    stage = 2;
    pthread_join(thread, NULL);
    sigemptyset(&set);
    pthread_sigmask(SIG_SETMASK, &set, NULL);
    is("and taken there", taker, getpid());

    sigaddset(&set, SIGUSR2);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    stage = 0;
    pthread_create(&thread, NULL, wait_for_it, NULL);
    while (stage != 1) pause_ms(1);
    kill(getpid(), SIGUSR2);
    void *result;
    pthread_join(thread, &result);
    is("sigwait in a thread", (long)result, SIGUSR2);

    int pipes[2];
    must(pipe(pipes));
    stage = 0;
    pthread_create(&thread, NULL, blocked, &pipes[0]);
    while (stage != 1) pause_ms(1);
    pthread_cancel(thread);
    pthread_join(thread, &result);
    yes("cancelled while it reads", result == PTHREAD_CANCELED);
    is("cleaned up", cleaned, 1);

    is("a fatal signal ends all threads", reap(child({
        pthread_create(&thread, NULL, die, NULL);
        for (;;) pause();
    })), 1000 + SIGKILL);
    // A stop stops all of them; SIGCONT continues all.
    pid_t pid = child({
        stage = 0;
        pthread_create(&thread, NULL, take_it, &id);
        while (stage != 1) pause_ms(1);
        raise(SIGSTOP);
        stage = 2;
        pthread_join(thread, NULL);
        _exit(5);
    });
    is("stopped", reap_with(pid, WUNTRACED), 2000 + SIGSTOP);
    kill(pid, SIGCONT);
    is("continued", reap(pid), 5);
    return finish();
}
