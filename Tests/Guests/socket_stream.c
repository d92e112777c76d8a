// Local stream sockets.
#include "guest.h"

static volatile sig_atomic_t seen;
static void handler(int number) { seen = number; }
static struct sockaddr_un name_of_path(const char *path) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    strcpy(name.sun_path, path);
    return name;
}
static int option(int fd, int which) {
    int value = -1;
    socklen_t length = sizeof value;
    must(getsockopt(fd, SOL_SOCKET, which, &value, &length));
    return value;
}

int main(void) {
    char buffer[200] = {0};
    fails("no such family", socket(77, SOCK_STREAM, 0), EAFNOSUPPORT);
    fails("no such type", socket(AF_UNIX, 9, 0), ESOCKTNOSUPPORT);
    fails("no such protocol", socket(AF_UNIX, SOCK_STREAM, 7), EPROTONOSUPPORT);
    int listener = must(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    is("close-on-exec", fcntl(listener, F_GETFD), FD_CLOEXEC);
    is("type", option(listener, SO_TYPE), SOCK_STREAM);
    is("domain", option(listener, SO_DOMAIN), AF_UNIX);
    is("not listening", option(listener, SO_ACCEPTCONN), 0);
    fails("listen without a name", listen(listener, 5), EINVAL);
    struct sockaddr_un name = name_of_path("sock"), other;
    ok("bind", bind(listener, (void *)&name, sizeof name));
    other = name_of_path("another");
    fails("bind again", bind(listener, (void *)&other, sizeof other), EINVAL);
    int second = must(socket(AF_UNIX, SOCK_STREAM, 0));
    fails("a name in use", bind(second, (void *)&name, sizeof name), EADDRINUSE);
    other = name_of_path("no/such");
    fails("nowhere", bind(second, (void *)&other, sizeof other), ENOENT);
    other.sun_family = AF_INET;
    fails("another family", bind(second, (void *)&other, sizeof other), EINVAL);
    fails("connect: nobody listens", connect(second, (void *)&name, sizeof name), ECONNREFUSED);
    fails("accept: not listening", accept(listener, NULL, NULL), EINVAL);
    ok("listen", listen(listener, 1));
    is("listening", option(listener, SO_ACCEPTCONN), 1);
    other = name_of_path("missing");
    fails("connect: no such name", connect(second, (void *)&other, sizeof other), ENOENT);
    make_file("file", "", 0600);
    other = name_of_path("file");
    fails("connect: not a socket", connect(second, (void *)&other, sizeof other), ECONNREFUSED);
    fails("not connected", send(second, "x", 1, 0), ENOTCONN);
    fails("not connected", recv(second, buffer, 1, 0), EINVAL);
    socklen_t length = sizeof other;
    fails("no peer", getpeername(second, (void *)&other, &length), ENOTCONN);
    fails("opened as a file", open("sock", O_RDWR), ENXIO);

    ok("connect", connect(second, (void *)&name, sizeof name));
    fails("connect again", connect(second, (void *)&name, sizeof name), EISCONN);
    is("written before it is accepted", send(second, "early", 5, 0), 5);
    int third = must(socket(AF_UNIX, SOCK_STREAM, 0)), fourth = must(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0));
    ok("the queue has room", connect(third, (void *)&name, sizeof name));
    fails("then it is full", connect(fourth, (void *)&name, sizeof name), EAGAIN);
    length = sizeof other;
    int server = ok("accept", accept4(listener, (void *)&other, &length, SOCK_NONBLOCK));
    is("the client has no name", length, 2);
    is("non-blocking", fcntl(server, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
    length = sizeof other;
    ok("own name", getsockname(server, (void *)&other, &length));
    text("is the listener's", other.sun_path, "sock");
    is("its length", length, 2 + 5);
    ok("peer's name", (length = sizeof other, getpeername(second, (void *)&other, &length)));
    text("is the listener's", other.sun_path, "sock");
    is("receive", recv(server, buffer, 100, 0), 5);
    fails("no more", recv(server, buffer, 100, 0), EAGAIN);

    must(write(second, "one", 3));
    must(write(second, "two", 3));
    is("peek", recv(server, buffer, 2, MSG_PEEK), 2);
    is("no boundaries", read(server, buffer, 100), 6);
    buffer[6] = 0;
    text("all", buffer, "onetwo");
    struct iovec parts[2] = {{"ab", 2}, {"cde", 3}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    is("sendmsg", sendmsg(second, &message, 0), 5);
    int inside = 0;
    is("FIONREAD", ioctl(server, FIONREAD, &inside) ?: inside, 5);
    is("recv, waiting for all", ({ fcntl(server, F_SETFL, 0); recv(server, buffer, 5, MSG_WAITALL); }), 5);
    pid_t pid = child({ must(write(second, "12", 2)); pause_ms(20); must(write(second, "34", 2)); });
    is("recv, waiting for all that comes", recv(server, buffer, 4, MSG_WAITALL), 4);
    reap(pid);
    fails("MSG_DONTWAIT", recv(server, buffer, 4, MSG_DONTWAIT), EAGAIN);
    fails("send to somewhere else", sendto(second, "x", 1, 0, (void *)&name, sizeof name), EISCONN);

    ok("shut down writing", shutdown(second, SHUT_WR));
    signal(SIGPIPE, handler);
    fails("no more writing", write(second, "x", 1), EPIPE);
    is("SIGPIPE", seen, SIGPIPE);
    seen = 0;
    fails("MSG_NOSIGNAL", send(second, "x", 1, MSG_NOSIGNAL), EPIPE);
    is("no signal", seen, 0);
    is("the other end sees the end", read(server, buffer, 9), 0);
    is("but may write", write(server, "still", 5), 5);
    is("and is read", read(second, buffer, 9), 5);
    fails("shutdown how", shutdown(second, 9), EINVAL);
    must(write(server, "unread", 6));
    close(second);
    fails("the peer closed with unread bytes", read(server, buffer, 9), ECONNRESET);
    is("then the end", read(server, buffer, 9), 0);
    fails("and no writing", send(server, "x", 1, MSG_NOSIGNAL), EPIPE);
    close(third);
    server = must(accept(listener, NULL, NULL));
    is("a client that left before it was accepted", read(server, buffer, 9), 0);
    close(listener);
    fails("the listener is gone", connect(fourth, (void *)&name, sizeof name), ECONNREFUSED);
    ok("the name stays", access("sock", F_OK));
    ok("until it is unlinked", unlink("sock"));

    int pair[2];
    ok("socketpair", socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    is("no error pending", option(pair[0], SO_ERROR), 0);
    fails("seek", lseek(pair[0], 0, SEEK_CUR), ESPIPE);
    fails("not a socket", send(1, "x", 1, 0), ENOTSOCK);
    fails("not open", send(900, "x", 1, 0), EBADF);
    struct stat status;
    must(fstat(pair[0], &status));
    yes("fstat", S_ISSOCK(status.st_mode));
    // Much more than fits: the writer waits for the reader.
    static char big[1 << 20];
    pid = child({ close(pair[1]); is("all is sent", write(pair[0], big, sizeof big), sizeof big); });
    close(pair[0]);
    long total = 0;
    for (ssize_t count; (count = read(pair[1], big, 5000)) > 0;) total += count;
    is("all is received", total, sizeof big);
    is("sender", reap(pid), 0);
    return finish();
}
