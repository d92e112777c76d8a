// epoll: level and edge, once, nested; who is a member and for how long.
#include "guest.h"
#include <sys/epoll.h>

static struct epoll_event got[8];
static int add(int set, int fd, unsigned events, unsigned long data) {
    struct epoll_event event = {events, {.u64 = data}};
    return epoll_ctl(set, EPOLL_CTL_ADD, fd, &event);
}
static int change(int set, int fd, unsigned events) {
    struct epoll_event event = {events, {.u64 = 77}};
    return epoll_ctl(set, EPOLL_CTL_MOD, fd, &event);
}
static int ready(int set) { return epoll_wait(set, got, 8, 0); }

int main(void) {
    int set = must(epoll_create1(EPOLL_CLOEXEC)), pipes[2];
    is("close-on-exec", fcntl(set, F_GETFD), FD_CLOEXEC);
    fails("unknown flag", epoll_create1(1), EINVAL);
    fails("size 0", epoll_create(0), EINVAL);
    must(pipe2(pipes, O_NONBLOCK));
    ok("add", add(set, pipes[0], EPOLLIN, 0x123456789abcdefL));
    fails("again", add(set, pipes[0], EPOLLIN, 0), EEXIST);
    fails("not open", add(set, 900, EPOLLIN, 0), EBADF);
    fails("itself", add(set, set, EPOLLIN, 0), EINVAL);
    make_file("f", "", 0600);
    int file = must(open("f", O_RDWR));
    fails("a file", add(set, file, EPOLLIN, 0), EPERM);
    fails("not a set", add(file, pipes[0], EPOLLIN, 0), EINVAL);
    fails("change what is not there", change(set, pipes[1], EPOLLIN), ENOENT);
    fails("remove what is not there", epoll_ctl(set, EPOLL_CTL_DEL, pipes[1], NULL), ENOENT);
    fails("unknown operation", epoll_ctl(set, 9, pipes[0], got), EINVAL);
    fails("event from nowhere", epoll_ctl(set, EPOLL_CTL_ADD, pipes[1], wild), EFAULT);
    fails("no room", epoll_wait(set, got, 0, 0), EINVAL);
    is("nothing ready", ready(set), 0);

    must(write(pipes[1], "ab", 2));
    is("ready", ready(set), 1);
    is("events", got[0].events, EPOLLIN);
    is("data", got[0].data.u64, 0x123456789abcdefL);
    is("level: still ready", ready(set), 1);
    fails("to nowhere", epoll_wait(set, wild, 1, 0), EFAULT);
    char drain[100];
    must(read(pipes[0], drain, 2));
    is("read: not ready", ready(set), 0);

    ok("edge", change(set, pipes[0], EPOLLIN | EPOLLET));
    is("nothing", ready(set), 0);
    must(write(pipes[1], "a", 1));
    is("an edge", ready(set), 1);
    is("new data", got[0].data.u64, 77);
    is("only once", ready(set), 0);
    must(write(pipes[1], "b", 1));
    is("more bytes: another edge", ready(set), 1);
    is("only once", ready(set), 0);
    ok("change again", change(set, pipes[0], EPOLLIN | EPOLLET));
    is("what is there is told anew", ready(set), 1);

    ok("once", change(set, pipes[0], EPOLLIN | EPOLLONESHOT));
    is("ready", ready(set), 1);
    is("disabled", ready(set), 0);
    must(write(pipes[1], "c", 1));
    is("even for more", ready(set), 0);
    ok("enabled again", change(set, pipes[0], EPOLLIN | EPOLLONESHOT));
    is("ready", ready(set), 1);
    ok("remove", epoll_ctl(set, EPOLL_CTL_DEL, pipes[0], NULL));
    is("empty", ready(set), 0);

    // A member is a description by a number: closing the number alone removes nothing.
    ok("add", add(set, pipes[0], EPOLLIN, 1));
    int copy = must(dup(pipes[0]));
    close(pipes[0]);
    is("a copy is open: still told", ready(set), 1);
    close(copy);
    is("the last is closed: gone", ready(set), 0);
    is("a copy may be added, too", ({
        must(pipe(pipes));
        copy = must(dup(pipes[0]));
        add(set, pipes[0], EPOLLIN, 1) == 0 && add(set, copy, EPOLLIN, 2) == 0;
    }), 1);
    must(write(pipes[1], "x", 1));
    is("both are told", ready(set), 2);
    is("as many as fit", epoll_wait(set, got, 1, 0), 1);
    unsigned long first = got[0].data.u64;
    is("the rest in turn", epoll_wait(set, got, 1, 0), 1);
    yes("not the same", got[0].data.u64 != first);
    close(pipes[1]);
    is("hang-up is told without asking", ready(set), 2);
    is("events", got[0].events, EPOLLIN | EPOLLHUP);
    must(epoll_ctl(set, EPOLL_CTL_DEL, pipes[0], NULL));
    must(epoll_ctl(set, EPOLL_CTL_DEL, copy, NULL));

    int outer = must(epoll_create1(0)), pair[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    ok("a set in a set", add(outer, set, EPOLLIN, 5));
    fails("a loop", add(set, outer, EPOLLIN, 6), ELOOP);
    ok("a socket", add(set, pair[0], EPOLLIN | EPOLLOUT | EPOLLRDHUP, 7));
    is("the outer is told", ready(outer), 1);
    struct pollfd entry = {set, POLLIN, 0};
    is("a set can be polled", poll(&entry, 1, 0), 1);
    is("the socket", ready(set), 1);
    is("can be written", got[0].events, EPOLLOUT);
    shutdown(pair[1], SHUT_WR);
    is("told", ready(set), 1);
    is("the peer ended", got[0].events, EPOLLIN | EPOLLOUT | EPOLLRDHUP);
    must(epoll_ctl(set, EPOLL_CTL_DEL, pair[0], NULL));

    must(pipe(pipes));
    must(add(set, pipes[0], EPOLLIN, 8));
    pid_t pid = child({ pause_ms(20); must(write(pipes[1], "x", 1)); });
    is("woken by a writer", epoll_wait(set, got, 8, -1), 1);
    reap(pid);
    is("shared with a child", reap(child(must(epoll_ctl(set, EPOLL_CTL_DEL, pipes[0], NULL)))), 0);
    long before = now_ms();
    is("time", epoll_wait(set, got, 8, 30), 0);
    yes("not too short", now_ms() - before >= 30);
    return finish();
}
