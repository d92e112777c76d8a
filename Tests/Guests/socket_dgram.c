// Local datagram and sequenced-packet sockets.
#include "guest.h"

static int bound(const char *path) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    strcpy(name.sun_path, path);
    int fd = must(socket(AF_UNIX, SOCK_DGRAM, 0));
    must(bind(fd, (void *)&name, sizeof name));
    return fd;
}

int main(void) {
    char buffer[100];
    int one = bound("one"), two = bound("two"), unnamed = must(socket(AF_UNIX, SOCK_DGRAM, 0));
    struct sockaddr_un to_one = {AF_UNIX, "one"}, to_two = {AF_UNIX, "two"}, from;
    socklen_t length = sizeof from;
    is("sendto", sendto(one, "hello", 5, 0, (void *)&to_two, sizeof to_two), 5);
    is("empty", sendto(one, "", 0, 0, (void *)&to_two, sizeof to_two), 0);
    is("third", sendto(unnamed, "third", 5, 0, (void *)&to_two, sizeof to_two), 5);
    is("recvfrom", recvfrom(two, buffer, 100, 0, (void *)&from, &length), 5);
    text("the sender's name", from.sun_path, "one");
    is("empty", recv(two, buffer, 100, 0), 0);
    length = sizeof from;
    is("cut", recvfrom(two, buffer, 2, 0, (void *)&from, &length), 2);
    is("a sender without name", length, 0);
    fails("the rest is lost", recv(two, buffer, 100, MSG_DONTWAIT), EAGAIN);
    must(sendto(one, "hello", 5, 0, (void *)&to_two, sizeof to_two));
    is("MSG_TRUNC: the true length", recv(two, buffer, 2, MSG_TRUNC | MSG_PEEK), 5);
    struct iovec part = {buffer, 2};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    is("recvmsg", recvmsg(two, &message, 0), 2);
    is("says that it was cut", message.msg_flags, MSG_TRUNC);

    fails("not connected", send(one, "x", 1, 0), ENOTCONN);
    ok("connect", connect(one, (void *)&to_two, sizeof to_two));
    is("send", send(one, "x", 1, 0), 1);
    must(recv(two, buffer, 9, 0));
    // A connected socket receives from its peer alone.
    ok("the other connects to it", connect(two, (void *)&to_one, sizeof to_one));
    fails("somebody else's", sendto(unnamed, "x", 1, 0, (void *)&to_two, sizeof to_two), EPERM);
    struct sockaddr nothing = {AF_UNSPEC, ""};
    ok("disconnect", connect(one, &nothing, sizeof nothing));
    fails("not connected", send(one, "x", 1, 0), ENOTCONN);
    static char big[1 << 20];
    fails("too long", sendto(one, big, sizeof big, 0, (void *)&to_two, sizeof to_two), EMSGSIZE);
    close(two);
    fails("nobody there", sendto(one, "x", 1, 0, (void *)&to_two, sizeof to_two), ECONNREFUSED);
    unlink("two");
    fails("no such name", sendto(one, "x", 1, 0, (void *)&to_two, sizeof to_two), ENOENT);
    fails("listen", listen(one, 1), EOPNOTSUPP);
    fails("accept", accept(one, NULL, NULL), EOPNOTSUPP);
    int stream = must(socket(AF_UNIX, SOCK_STREAM, 0));
    fails("another type", connect(stream, (void *)&to_one, sizeof to_one), EPROTOTYPE);

    int pair[2];
    must(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
    must(send(pair[0], "a", 1, 0));
    must(send(pair[0], "bc", 2, 0));
    is("boundaries", recv(pair[1], buffer, 100, 0), 1);
    is("boundaries", recv(pair[1], buffer, 100, 0), 2);
    fcntl(pair[0], F_SETFL, O_NONBLOCK);
    int sent = 0;
    while (send(pair[0], buffer, 100, 0) == 100) sent++;
    is("a queue fills", errno, EAGAIN);
    yes("after some", sent >= 5);
    close(pair[1]);
    fails("the peer is gone", send(pair[0], "x", 1, 0), ECONNREFUSED);

    must(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair));
    must(send(pair[0], "abc", 3, 0));
    must(send(pair[0], "de", 2, 0));
    is("packets", recv(pair[1], buffer, 2, 0), 2);
    is("packets", recv(pair[1], buffer, 100, 0), 2);
    struct mmsghdr several[2] = {{.msg_hdr = {.msg_iov = &part, .msg_iovlen = 1}}, {.msg_hdr = {.msg_iov = &part, .msg_iovlen = 1}}};
    is("sendmmsg", sendmmsg(pair[0], several, 2, 0), 2);
    is("length of each", several[1].msg_len, 2);
    is("recvmmsg", recvmmsg(pair[1], several, 2, 0, NULL), 2);
    close(pair[0]);
    is("the end", recv(pair[1], buffer, 9, 0), 0);
    fails("no writing", send(pair[1], "x", 1, MSG_NOSIGNAL), EPIPE);
    int listener = must(socket(AF_UNIX, SOCK_SEQPACKET, 0)), client = must(socket(AF_UNIX, SOCK_SEQPACKET, 0));
    struct sockaddr_un name = {AF_UNIX, "seq"};
    must(bind(listener, (void *)&name, sizeof name));
    must(listen(listener, 2));
    fails("not connected", send(client, "x", 1, 0), ENOTCONN);
    ok("connect", connect(client, (void *)&name, sizeof name));
    int server = ok("accept", accept(listener, NULL, NULL));
    must(send(client, "xyz", 3, 0));
    is("receive", recv(server, buffer, 9, 0), 3);
    return finish();
}
