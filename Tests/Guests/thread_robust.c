// Robust mutexes: a lock whose owner has ended says so to the next.
#include "guest.h"

static pthread_mutex_t *make(void *at) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(at, &attributes);
    return at;
}
static void *take(void *mutex) {
    pthread_mutex_lock(mutex);
    return NULL;
}

int main(int argc, char **argv) {
    (void)argv;
    if (argc > 1) return 0;
    pthread_mutex_t *mutex = make(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    pthread_t thread;
    pthread_create(&thread, NULL, take, mutex);
    pthread_join(thread, NULL);
    is("after a thread", pthread_mutex_lock(mutex), EOWNERDEAD);
    is("consistent again", pthread_mutex_consistent(mutex), 0);
    is("unlock", pthread_mutex_unlock(mutex), 0);

    is("process takes it and exits", reap(child(take(mutex))), 0);
    is("after a process", pthread_mutex_trylock(mutex), EOWNERDEAD);
    pthread_mutex_consistent(mutex);
    pthread_mutex_unlock(mutex);

    // Someone is waiting when the owner is killed.
    int pipes[2];
    must(pipe(pipes));
    pid_t owner = child({ take(mutex); must(write(pipes[1], "", 1)); for (;;) pause(); });
    char ready;
    must(read(pipes[0], &ready, 1));
    pid_t waiting = child(_exit(pthread_mutex_lock(mutex)));
    pause_ms(30);
    must(kill(owner, SIGKILL));
    is("killed", reap(owner), 1000 + SIGKILL);
    is("the one that waits is told", reap(waiting), EOWNERDEAD);
    is("and its end is told, too", pthread_mutex_lock(mutex), EOWNERDEAD);
    pthread_mutex_consistent(mutex);
    pthread_mutex_unlock(mutex);

    is("execve ends an owner", reap(child({ take(mutex); execl("/proc/self/exe", "x", "y", NULL); })), 0);
    is("after execve", pthread_mutex_lock(mutex), EOWNERDEAD);
    // Unlocked without having been made consistent, it is lost.
    is("unlock", pthread_mutex_unlock(mutex), 0);
    is("lost", pthread_mutex_lock(mutex), ENOTRECOVERABLE);

    // pthread_join relies on the kernel clearing the thread's id at its end.
    for (int i = 0; i < 30; i++) {
        pthread_create(&thread, NULL, take, make(malloc(sizeof *mutex)));
        pthread_join(thread, NULL);
    }
    yes("joined thirty", 1);
    return finish();
}
