// What a process keeps over execve, and what it loses.
#include "guest.h"
#include <sys/times.h>

static void handler(int number) { (void)number; }

static void *other(void *unused) { pause(); return unused; }

static int after(int argc, char **argv) {
    (void)argc;
    is("pid", getpid(), atoi(argv[1]));
    is("kept descriptor", fcntl(60, F_GETFD), 0);
    fails("close-on-exec descriptor", fcntl(61, F_GETFD), EBADF);
    struct sigaction action;
    sigaction(SIGUSR1, NULL, &action);
    yes("a handler becomes the default", action.sa_handler == SIG_DFL);
    sigaction(SIGUSR2, NULL, &action);
    yes("ignored stays ignored", action.sa_handler == SIG_IGN);
    sigset_t set;
    sigprocmask(SIG_BLOCK, NULL, &set);
    yes("mask is kept", sigismember(&set, SIGHUP) && !sigismember(&set, SIGINT));
    sigpending(&set);
    yes("pending is kept", sigismember(&set, SIGHUP));
    stack_t stack;
    sigaltstack(NULL, &stack);
    is("alternate stack is gone", stack.ss_flags, SS_DISABLE);
    is("umask", umask(0), 027);
    yes("alarm", alarm(0) > 1000);
    struct itimerval timer;
    getitimer(ITIMER_VIRTUAL, &timer);
    yes("interval timer", timer.it_value.tv_sec > 1000);
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    is("limit", limit.rlim_cur, 77);
    char name[32];
    prctl(PR_GET_NAME, name);
    text("name is the file's", name, argv[2]);
    is("one thread", access("/proc/self/task", F_OK), 0);
    DIR *tasks = opendir("/proc/self/task");
    int count = 0;
    for (struct dirent *entry; (entry = readdir(tasks));) count += entry->d_name[0] != '.';
    is("tasks", count, 1);
    char directory[PATH_MAX];
    text("cwd", strrchr(getcwd(directory, sizeof directory), '/'), "/inside");
    is("keepcaps", prctl(PR_GET_KEEPCAPS), 0);
    is("priority", getpriority(PRIO_PROCESS, 0), 3);
    int death = 0;
    must(prctl(PR_GET_PDEATHSIG, &death));
    is("the signal at the parent's end", death, SIGUSR2);
    return finish();
}

static void *execute(void *path) {
    char pid[20];
    snprintf(pid, sizeof pid, "%d", getpid());
    prctl(PR_SET_PDEATHSIG, SIGUSR2);
    execl("/proc/self/exe", "x", pid, path, NULL);
    return NULL;
}

int main(int argc, char **argv) {
    if (argc > 1) return after(argc, argv);
    must(dup2(1, 60));
    must(dup3(1, 61, O_CLOEXEC));
    signal(SIGUSR1, handler);
    signal(SIGUSR2, SIG_IGN);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGHUP);
    stack_t stack = {.ss_sp = malloc(65536), .ss_size = 65536};
    must(sigaltstack(&stack, NULL));
    umask(027);
    alarm(5000);
    struct itimerval timer = {{0, 0}, {5000, 0}};
    must(setitimer(ITIMER_VIRTUAL, &timer, NULL));
    struct rlimit limit = {77, 77};
    must(setrlimit(RLIMIT_NOFILE, &limit));
    must(mkdir("inside", 0700));
    must(chdir("inside"));
    must(setpriority(PRIO_PROCESS, 0, 3));
    prctl(PR_SET_KEEPCAPS, 1);
    prctl(PR_SET_NAME, "something");
    // The new name is that of the file executed: "exe", as /proc/self/exe was named.
    int with_threads = fork();
    if (with_threads == 0) {
        prctl(PR_SET_NAME, "child");
        pthread_t thread;
        alarm(5000);
        setitimer(ITIMER_VIRTUAL, &timer, NULL);
        kill(getpid(), SIGHUP);
        for (int i = 0; i < 3; i++) pthread_create(&thread, NULL, other, NULL);
        // From a thread that is not the leader: the others end, and it takes over the pid.
        pthread_create(&thread, NULL, execute, "exe");
        pause();
    }
    is("execve from a thread", reap(with_threads), 0);
    execute("exe");
    return 99;
}
