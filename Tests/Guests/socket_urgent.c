// MSG_OOB on local streams: one byte overtakes the others, and reading stops where it was.
#include "guest.h"
#include <linux/sockios.h>

static int pair[2];
static char buffer[20];

static void fresh(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair));
}

static const char *received(int flags) {
    memset(buffer, 0, sizeof buffer);
    ssize_t count = recv(pair[1], buffer, sizeof buffer - 1, flags);
    return count < 0 ? name_of(errno) : buffer;
}

static int at_mark(void) {
    int mark = -1;
    must(ioctl(pair[1], SIOCATMARK, &mark));
    return mark;
}

static volatile sig_atomic_t urgent;
static void told(int number) { urgent += number == SIGURG; }

int main(void) {
    fresh();
    fails("none", recv(pair[1], buffer, 1, MSG_OOB), EINVAL);
    must(send(pair[0], "abc", 3, 0));
    is("the last byte is urgent", send(pair[0], "XY", 2, MSG_OOB), 2);
    must(send(pair[0], "def", 3, 0));
    struct pollfd poller = {pair[1], POLLIN | POLLPRI, 0};
    must(poll(&poller, 1, 0));
    is("poll", poller.revents, POLLIN | POLLPRI);
    is("not at the mark", at_mark(), 0);
    is_text("a look", received(MSG_OOB | MSG_PEEK), "Y");
    is_text("up to it", received(0), "abcX");
    is("at the mark", at_mark(), 1);
    is_text("it", received(MSG_OOB), "Y");
    fails("once", recv(pair[1], buffer, 1, MSG_OOB), EINVAL);
    is_text("what came after it", received(0), "def");
    must(send(pair[0], "P", 1, MSG_OOB));
    must(send(pair[0], "Q", 1, MSG_OOB));
    is_text("the last of two", received(MSG_OOB), "Q");
    is_text("the first is like any other", received(0), "P");
    fresh();
    must(send(pair[0], "P", 1, MSG_OOB));
    is_text("not taken, it is lost", received(0), "EAGAIN");
    int one = 1;
    fresh();
    must(setsockopt(pair[1], SOL_SOCKET, SO_OOBINLINE, &one, sizeof one));
    must(send(pair[0], "12", 2, 0));
    must(send(pair[0], "3", 1, MSG_OOB));
    must(send(pair[0], "4", 1, 0));
    is_text("inline, up to it", received(0), "12");
    fails("not apart", recv(pair[1], buffer, 1, MSG_OOB), EINVAL);
    is_text("inline, from it on", received(0), "34");
    signal(SIGURG, told);
    must(fcntl(pair[1], F_SETOWN, getpid()));
    must(send(pair[0], "5", 1, MSG_OOB));
    is("its owner is told", urgent, 1);
    must(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
    fails("datagrams", send(pair[0], "x", 1, MSG_OOB), EOPNOTSUPP);
    return finish();
}
