// Threads: what they share, how they end.
#include "guest.h"

static int shared;
static __thread int own = 1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_barrier_t barrier;

static void *add(void *times) {
    for (long i = 0; i < (long)times; i++) {
        pthread_mutex_lock(&lock);
        shared++;
        pthread_mutex_unlock(&lock);
    }
    own = 5;
    return times;
}
static void *ids(void *store) {
    ((pid_t *)store)[0] = getpid();
    ((pid_t *)store)[1] = gettid();
    ((pid_t *)store)[2] = getppid();
    return NULL;
}
static void *wait_turn(void *turn) {
    pthread_mutex_lock(&lock);
    while (shared != (long)turn) pthread_cond_wait(&changed, &lock);
    shared++;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    return NULL;
}
static void *meet(void *unused) {
    (void)unused;
    for (int i = 0; i < 20; i++) pthread_barrier_wait(&barrier);
    return NULL;
}
static void *later(void *unused) {
    (void)unused;
    pause_ms(30);
    _exit(77);
}
static void *change_directory(void *unused) {
    (void)unused;
    must(chdir("d"));
    must(close(50));
    umask(0);
    return NULL;
}
static int tasks(void) {
    DIR *directory = opendir("/proc/self/task");
    int count = 0;
    for (struct dirent *entry; (entry = readdir(directory));) count += entry->d_name[0] != '.';
    closedir(directory);
    return count;
}

int main(void) {
    pthread_t threads[20];
    for (int i = 0; i < 8; i++) pthread_create(&threads[i], NULL, add, (void *)1000);
    for (int i = 0; i < 8; i++) pthread_join(threads[i], NULL);
    is("a mutex keeps count", shared, 8000);
    is("thread-local", own, 1);

    pid_t seen[3];
    pthread_create(threads, NULL, ids, seen);
    pthread_join(*threads, NULL);
    is("one pid", seen[0], getpid());
    yes("a thread id of its own", seen[1] != getpid() && seen[1] > 0);
    is("one parent", seen[2], getppid());

    shared = 0;
    for (long i = 19; i >= 0; i--) pthread_create(&threads[i], NULL, wait_turn, (void *)i);
    for (int i = 0; i < 20; i++) pthread_join(threads[i], NULL);
    is("twenty in turn", shared, 20);

    pthread_barrier_init(&barrier, NULL, 10);
    for (int i = 0; i < 10; i++) pthread_create(&threads[i], NULL, meet, NULL);
    is("tasks while they run or after", tasks() >= 1, 1);
    for (int i = 0; i < 10; i++) pthread_join(threads[i], NULL);
    is("one is left", tasks(), 1);

    must(mkdir("d", 0700));
    must(dup2(1, 50));
    pthread_create(threads, NULL, change_directory, NULL);
    pthread_join(*threads, NULL);
    char directory[PATH_MAX];
    text("cwd is shared", strrchr(getcwd(directory, sizeof directory), '/'), "/d");
    is("descriptors are shared", fcntl(50, F_GETFD), -1);
    is("umask is shared", umask(022), 0);

    for (int round = 0; round < 10; round++) {
        for (int i = 0; i < 20; i++) pthread_create(&threads[i], NULL, add, (void *)1);
        for (int i = 0; i < 20; i++) pthread_join(threads[i], NULL);
    }
    is("two hundred", shared, 220);

    is("exit of one thread ends all", reap(child({
        pthread_create(threads, NULL, later, NULL);
        for (;;) pause();
    })), 77);
    is("the leader may end first", reap(child({
        pthread_create(threads, NULL, later, NULL);
        pthread_exit(NULL);
    })), 77);
    is("the last thread's end is the process's", reap(child({
        pthread_create(threads, NULL, add, (void *)10);
        pthread_exit(NULL);
    })), 0);
    is("a thread forks", reap(child({
        pthread_create(threads, NULL, add, (void *)1);
        pthread_join(*threads, NULL);
        is("child has one thread", reap(child(_exit(tasks()))), 1);
    })), 0);
    return finish();
}
