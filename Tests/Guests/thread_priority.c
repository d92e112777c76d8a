// Mutexes that inherit priorities: they say who owns them and are handed over.
#include "guest.h"
#include <linux/futex.h>

static uint32_t word;
static long futex(uint32_t *at, int operation, void *timeout) {
    return syscall(SYS_futex, at, operation, 0, timeout, NULL, 0);
}

static pthread_mutex_t mutex;
static long count;
static void *counting(void *argument) {
    for (int i = 0; i < 300; i++) {
        pthread_mutex_lock(&mutex);
        long before = count;
        if (i % 20 == 0) sched_yield();
        count = before + 1;
        pthread_mutex_unlock(&mutex);
    }
    return argument;
}

static void *leave_locked(void *argument) {
    pthread_mutex_lock(&mutex);
    return argument;
}

static void *hold(void *argument) {
    must(futex(&word, FUTEX_LOCK_PI_PRIVATE, NULL));
    pause_ms(50);
    must(futex(&word, FUTEX_UNLOCK_PI_PRIVATE, NULL));
    return argument;
}

int main(void) {
    ok("locked", futex(&word, FUTEX_LOCK_PI, NULL));
    is("by whom", word & FUTEX_TID_MASK, gettid());
    fails("twice", futex(&word, FUTEX_LOCK_PI, NULL), EDEADLK);
    fails("tried", futex(&word, FUTEX_TRYLOCK_PI, NULL), EDEADLK);
    ok("unlocked", futex(&word, FUTEX_UNLOCK_PI, NULL));
    is("nobody's", word, 0);
    fails("not one's own", futex(&word, FUTEX_UNLOCK_PI, NULL), EPERM);
    word = 0x3ffffff;
    fails("of nobody there", futex(&word, FUTEX_LOCK_PI, NULL), ESRCH);
    word = getppid();
    fails("of another", futex(&word, FUTEX_TRYLOCK_PI, NULL), EAGAIN);
    fails("nowhere", futex(wild, FUTEX_LOCK_PI, NULL), EFAULT);

    word = 0;
    pthread_t threads[4];
    must(pthread_create(&threads[0], NULL, hold, NULL));
    while (!(__atomic_load_n(&word, __ATOMIC_SEQ_CST) & FUTEX_TID_MASK)) sched_yield();
    struct timespec past = {1, 0};
    fails("time is over", futex(&word, FUTEX_LOCK_PI_PRIVATE, &past), ETIMEDOUT);
    ok("waited for", futex(&word, FUTEX_LOCK_PI_PRIVATE, NULL));
    is("handed over", word & FUTEX_TID_MASK, gettid());
    ok("unlocked", futex(&word, FUTEX_UNLOCK_PI_PRIVATE, NULL));
    pthread_join(threads[0], NULL);

    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    is("the C library's", pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_INHERIT), 0);
    is("made", pthread_mutex_init(&mutex, &attributes), 0);
    for (int i = 0; i < 4; i++) must(pthread_create(&threads[i], NULL, counting, NULL));
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    is("one at a time", count, 1200);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    is("a robust one", pthread_mutex_init(&mutex, &attributes), 0);
    must(pthread_create(&threads[0], NULL, leave_locked, NULL));
    pthread_join(threads[0], NULL);
    is("its owner died", pthread_mutex_lock(&mutex), EOWNERDEAD);
    is("mended", pthread_mutex_consistent(&mutex), 0);
    is("unlocked", pthread_mutex_unlock(&mutex), 0);
    return finish();
}
