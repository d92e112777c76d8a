// What a handler does to a call that waits: with SA_RESTART it goes on, without it is EINTR, and
// some calls end in any case. Three signals come; the third brings what the call waits for.
#include "guest.h"
#include <sys/epoll.h>
#include <sys/file.h>

static volatile sig_atomic_t signals;
static int pipes[2];
static void handler(int number) {
    (void)number;
    if (++signals == 3) write(pipes[1], "x", 1);
}
static void start(int flags) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    must(sigaction(SIGALRM, &action, NULL));
    char drain[100];
    while (read(pipes[0], drain, sizeof drain) > 0) continue;
    fcntl(pipes[0], F_SETFL, 0);
    signals = 0;
    struct itimerval timer = {{0, 10000}, {0, 10000}};
    must(setitimer(ITIMER_REAL, &timer, NULL));
}
static void stop(void) {
    struct itimerval timer = {{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &timer, NULL);
    fcntl(pipes[0], F_SETFL, O_NONBLOCK);
}
#define with(flags, ...) do { start(flags); __VA_ARGS__; stop(); } while (0)

int main(void) {
    char byte;
    must(pipe2(pipes, O_NONBLOCK));
    struct pollfd entry = {pipes[0], POLLIN, 0};
    int set = must(epoll_create1(0));
    struct epoll_event event = {.events = EPOLLIN};
    must(epoll_ctl(set, EPOLL_CTL_ADD, pipes[0], &event));
    struct timespec second = {1, 0}, left;

    with(0, fails("read", read(pipes[0], &byte, 1), EINTR));
    with(SA_RESTART, is("read goes on", read(pipes[0], &byte, 1), 1));
    is("for all three", signals, 3);
    with(SA_RESTART, fails("poll", poll(&entry, 1, -1), EINTR));
    with(SA_RESTART, fails("ppoll", ppoll(&entry, 1, NULL, NULL), EINTR));
    with(SA_RESTART, fails("select", select(0, NULL, NULL, NULL, NULL), EINTR));
    with(SA_RESTART, fails("epoll_wait", epoll_wait(set, &event, 1, -1), EINTR));
    with(SA_RESTART, fails("pause", pause(), EINTR));
    with(SA_RESTART, fails("nanosleep", nanosleep(&second, &left), EINTR));
    yes("and what is left", left.tv_sec == 0 && left.tv_nsec > 500000000);
    with(SA_RESTART, is("clock_nanosleep", clock_nanosleep(CLOCK_MONOTONIC, 0, &second, NULL), EINTR));

    pid_t pid = child({ for (;;) pause(); });
    with(0, fails("wait", waitpid(pid, NULL, 0), EINTR));
    must(kill(pid, SIGKILL));
    reap(pid);
    pid = child(pause_ms(60));
    with(SA_RESTART, is("wait goes on", waitpid(pid, NULL, 0), pid));
    yes("through several", signals >= 2);

    make_file("f", "x", 0600);
    int one = must(open("f", O_RDWR)), two = must(open("f", O_RDWR));
    must(flock(one, LOCK_EX));
    with(0, fails("flock", flock(two, LOCK_EX), EINTR));
    struct flock lock = {.l_type = F_WRLCK};
    int synchronise[2];
    must(pipe(synchronise));
    pid = child({ must(fcntl(one, F_SETLK, &lock)); must(write(synchronise[1], "", 1)); for (;;) pause(); });
    must(read(synchronise[0], &byte, 1));
    with(0, fails("fcntl lock", fcntl(one, F_SETLKW, &lock), EINTR));
    must(kill(pid, SIGKILL));
    reap(pid);
    must(mkfifo("fifo", 0600));
    with(0, fails("open of a fifo", open("fifo", O_RDONLY), EINTR));
    int listener = must(socket(AF_UNIX, SOCK_STREAM, 0));
    struct sockaddr_un name = {AF_UNIX, "sock"};
    must(bind(listener, (void *)&name, sizeof name));
    must(listen(listener, 1));
    with(0, fails("accept", accept(listener, NULL, NULL), EINTR));
    int pair[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    with(0, fails("recv", recv(pair[0], &byte, 1, 0), EINTR));
    struct timeval timeout = {1, 0};
    must(setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout));
    with(SA_RESTART, fails("recv with a timeout", recv(pair[0], &byte, 1, 0), EINTR));

    // A full pipe: what was written before the signal counts.
    int full[2];
    must(pipe(full));
    static char block[100000];
    with(0, is("write, in part", write(full[1], block, sizeof block), 65536));
    with(0, fails("write, nothing", write(full[1], block, 1), EINTR));
    return finish();
}
