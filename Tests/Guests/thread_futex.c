// futex: the call itself, within a process and between two.
#include "guest.h"
#include <linux/futex.h>

static uint32_t word, word2;
static long futex(uint32_t *at, int operation, uint32_t value, void *timeout, uint32_t *other, uint32_t last) {
    return syscall(SYS_futex, at, operation, value, timeout, other, last);
}
static volatile int woken;
static void *waiter(void *at) {
    while (futex(at, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0) == -1 && errno == EINTR) continue;
    __atomic_add_fetch(&woken, 1, __ATOMIC_SEQ_CST);
    return NULL;
}
static volatile sig_atomic_t seen;
static void handler(int number) { seen = number; }

int main(void) {
    struct timespec soon = {0, 20000000};
    fails("value has changed", futex(&word, FUTEX_WAIT, 1, NULL, NULL, 0), EAGAIN);
    fails("time is over", futex(&word, FUTEX_WAIT, 0, &soon, NULL, 0), ETIMEDOUT);
    struct timespec bad = {0, 2000000000};
    fails("no such time", futex(&word, FUTEX_WAIT, 0, &bad, NULL, 0), EINVAL);
    is("nobody to wake", futex(&word, FUTEX_WAKE, 1, NULL, NULL, 0), 0);
    fails("unaligned", futex((void *)((char *)&word + 1), FUTEX_WAIT, 0, NULL, NULL, 0), EINVAL);
    fails("nowhere", futex(wild, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0), EFAULT);
    fails("unknown operation", futex(&word, 99, 0, NULL, NULL, 0), ENOSYS);
    fails("empty bit set", futex(&word, FUTEX_WAIT_BITSET, 0, NULL, NULL, 0), EINVAL);
    struct timespec past = {1, 0};
    fails("absolute, in the past", futex(&word, FUTEX_WAIT_BITSET, 0, &past, NULL, ~0), ETIMEDOUT);
    fails("absolute, by the wall clock",
          futex(&word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 0, &past, NULL, ~0), ETIMEDOUT);

    pthread_t threads[5];
    for (int i = 0; i < 5; i++) pthread_create(&threads[i], NULL, waiter, &word);
    int count = 0;
    while (count < 2) count += futex(&word, FUTEX_WAKE_PRIVATE, 2 - count, NULL, NULL, 0);
    is("two are woken", count, 2);
    // Those left move to the other word without being woken, and wake there. One that the host wakes for
    // no reason waits again where it began (Linux: __futex_wait), so it is moved until it wakes.
    int there = 0;
    while (there < 3) {
        long moved = futex(&word, FUTEX_CMP_REQUEUE_PRIVATE, 0, (void *)3, &word2, 0);
        if (moved < 0 || moved > 3) is("moved at once", moved, 3);
        there += futex(&word2, FUTEX_WAKE_PRIVATE, 9, NULL, NULL, 0);
    }
    is("three are moved and wake there", there, 3);
    is("none is left", futex(&word, FUTEX_WAKE_PRIVATE, 9, NULL, NULL, 0), 0);
    for (int i = 0; i < 5; i++) pthread_join(threads[i], NULL);
    is("all woke", woken, 5);
    fails("requeue, value has changed", futex(&word, FUTEX_CMP_REQUEUE_PRIVATE, 0, (void *)3, &word2, 7), EAGAIN);

    // Shared memory: processes meet at the word, wherever it is mapped.
    make_file("f", "", 0600);
    int file = must(open("f", O_RDWR));
    must(ftruncate(file, 4096));
    uint32_t *one = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    uint32_t *two = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    pid_t pid = child({
        while (*two == 0) futex(two, FUTEX_WAIT, 0, NULL, NULL, 0);
        *two = 2;
        futex(two, FUTEX_WAKE, 1, NULL, NULL, 0);
    });
    pause_ms(20);
    *one = 1;
    futex(one, FUTEX_WAKE, 1, NULL, NULL, 0);
    while (*one == 1) futex(one, FUTEX_WAIT, 1, NULL, NULL, 0);
    is("back and forth between processes", *one, 2);
    is("its status", reap(pid), 0);

    // A signal ends the wait.
    struct sigaction action = {.sa_handler = handler};
    sigaction(SIGALRM, &action, NULL);
    struct itimerval timer = {{0, 0}, {0, 20000}};
    setitimer(ITIMER_REAL, &timer, NULL);
    fails("interrupted", futex(&word, FUTEX_WAIT, 0, NULL, NULL, 0), EINTR);
    is("by the handler", seen, SIGALRM);
    return finish();
}
