// poll and ppoll.
#include "guest.h"

static volatile sig_atomic_t seen;
static void handler(int number) { seen = number; }
static int state(int fd, int events) {
    struct pollfd entry = {fd, events, 0x7fff};
    must(poll(&entry, 1, 0));
    return entry.revents;
}

int main(void) {
    int pipes[2];
    must(pipe(pipes));
    is("an empty pipe", state(pipes[0], POLLIN), 0);
    is("room in a pipe", state(pipes[1], POLLOUT), POLLOUT);
    must(write(pipes[1], "x", 1));
    is("readable", state(pipes[0], POLLIN | POLLRDNORM), POLLIN | POLLRDNORM);
    is("only what is asked for", state(pipes[0], POLLOUT), 0);
    is("a full pipe", ({
        static char block[65536];
        fcntl(pipes[1], F_SETFL, O_NONBLOCK);
        while (write(pipes[1], block, 4096) > 0) continue;
        state(pipes[1], POLLOUT);
    }), 0);
    close(pipes[1]);
    is("no writer, but bytes", state(pipes[0], POLLIN), POLLIN | POLLHUP);
    static char drain[70000];
    while (read(pipes[0], drain, sizeof drain) > 0) continue;
    is("no writer", state(pipes[0], POLLIN), POLLHUP);
    is("without asking", state(pipes[0], 0), POLLHUP);
    must(pipe(pipes));
    close(pipes[0]);
    is("no reader", state(pipes[1], POLLOUT) & POLLERR, POLLERR);
    make_file("f", "", 0600);
    int file = must(open("f", O_RDWR));
    is("a file is always ready", state(file, POLLIN | POLLOUT), POLLIN | POLLOUT);
    is("a directory, too", state(must(open(".", O_RDONLY)), POLLIN), POLLIN);
    is("not open", state(900, POLLIN), POLLNVAL);
    is("O_PATH", state(must(open("f", O_PATH)), POLLIN), POLLNVAL);
    is("negative is left out", state(-1, POLLIN), 0);
    int pair[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    is("a socket", state(pair[0], POLLIN | POLLOUT), POLLOUT);
    shutdown(pair[1], SHUT_WR);
    is("its peer shut down writing", state(pair[0], POLLIN | POLLRDHUP), POLLIN | POLLRDHUP);
    close(pair[1]);
    is("its peer is gone", state(pair[0], POLLIN | POLLOUT), POLLIN | POLLOUT | POLLHUP);

    struct pollfd entries[60] = {{file, POLLIN, 0}, {-5, POLLIN, 7}, {901, POLLIN, 0}};
    is("how many are ready", poll(entries, 3, -1), 2);
    is("left out", entries[1].revents, 0);
    long before = now_ms();
    is("nothing but time", poll(NULL, 0, 30), 0);
    yes("not too short", now_ms() - before >= 30);
    fails("from nowhere", poll(wild, 1, 0), EFAULT);
    struct rlimit limit = {50, 4096};
    must(setrlimit(RLIMIT_NOFILE, &limit));
    fails("more than may be open", poll(entries, 51, 0), EINVAL);
    struct timespec bad = {0, 1000000000}, soon = {0, 1000000};
    fails("no such time", ppoll(entries, 3, &bad, NULL), EINVAL);
    must(pipe(pipes));
    struct pollfd entry = {pipes[0], POLLIN, 0};
    is("ppoll", ppoll(&entry, 1, &soon, NULL), 0);
    is("the time given is not changed by libc", soon.tv_nsec, 1000000);

    // ppoll lets a blocked signal in while it waits.
    sigset_t set, none;
    sigemptyset(&none);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGUSR1, handler);
    raise(SIGUSR1);
    fails("a signal comes in", ppoll(&entry, 1, NULL, &none), EINTR);
    is("it", seen, SIGUSR1);
    sigprocmask(SIG_BLOCK, NULL, &none);
    yes("blocked again after", sigismember(&none, SIGUSR1));

    pid_t pid = child({ pause_ms(20); must(write(pipes[1], "x", 1)); });
    is("woken by a writer", poll(&entry, 1, -1), 1);
    reap(pid);
    return finish();
}
