// Descriptors and credentials sent over local sockets.
#include "guest.h"

static union { struct cmsghdr header; char space[256]; } control;
static int flags_seen;
static ssize_t send_rights(int to, const int *fds, int count) {
    struct iovec part = {"x", 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control,
                             .msg_controllen = CMSG_SPACE(count * sizeof(int))};
    control.header = (struct cmsghdr){CMSG_LEN(count * sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
    memcpy(CMSG_DATA(&control.header), fds, count * sizeof(int));
    return sendmsg(to, &message, 0);
}
static int receive_rights(int from, int *fds, size_t space, int flags) {
    char byte;
    struct iovec part = {&byte, 1};
    memset(&control, 0, sizeof control);
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = space};
    must(recvmsg(from, &message, flags));
    flags_seen = message.msg_flags;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (!header || header->cmsg_type != SCM_RIGHTS) return 0;
    int count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(fds, CMSG_DATA(header), count * sizeof(int));
    return count;
}
static int open_count(void) {
    int count = 0;
    for (int fd = 0; fd < 100; fd++) count += fcntl(fd, F_GETFD) != -1;
    return count;
}

int main(void) {
    int pair[2], got[10], pipes[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    make_file("f", "0123456789", 0600);
    int file = must(open("f", O_RDWR));
    is("send", send_rights(pair[0], &file, 1), 1);
    is("receive", receive_rights(pair[1], got, sizeof control, 0), 1);
    yes("a new number", got[0] != file);
    is("not close-on-exec", fcntl(got[0], F_GETFD), 0);
    lseek(file, 7, SEEK_SET);
    is("the same open file", lseek(got[0], 0, SEEK_CUR), 7);
    send_rights(pair[0], &file, 1);
    close(file);
    is("receive", receive_rights(pair[1], got, sizeof control, MSG_CMSG_CLOEXEC), 1);
    is("close-on-exec", fcntl(got[0], F_GETFD), FD_CLOEXEC);
    is("kept open while it travelled", lseek(got[0], 0, SEEK_CUR), 7);
    int bad = 900;
    fails("not open", send_rights(pair[0], &bad, 1), EBADF);

    must(pipe(pipes));
    int many[5] = {pipes[0], pipes[1], got[0], pair[0], pair[1]};
    is("several, with a socket itself", send_rights(pair[0], many, 5), 1);
    is("all come", receive_rights(pair[1], got, sizeof control, 0), 5);
    must(write(got[1], "through", 7));
    char buffer[20];
    is("they work", read(pipes[0], buffer, 20), 7);
    for (int i = 0; i < 5; i++) close(got[i]);

    int before = open_count();
    send_rights(pair[0], many, 3);
    is("room for one only", receive_rights(pair[1], got, CMSG_LEN(sizeof(int)), 0), 1);
    is("says so", flags_seen & MSG_CTRUNC, MSG_CTRUNC);
    close(got[0]);
    is("the others are not left open", open_count(), before);
    send_rights(pair[0], many, 1);
    is("not asked for", recv(pair[1], buffer, 1, 0), 1);
    is("closed", open_count(), before);

    // A byte with rights is not read together with those before it.
    must(write(pair[0], "abc", 3));
    send_rights(pair[0], many, 1);
    must(write(pair[0], "def", 3));
    is("up to it", recv(pair[1], buffer, 20, 0) >= 3, 1);

    // From another process.
    must(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
    pid_t pid = child({
        make_file("g", "from a child", 0600);
        int mine = must(open("g", O_RDONLY));
        must(send_rights(pair[0], &mine, 1));
    });
    is("receive", receive_rights(pair[1], got, sizeof control, 0), 1);
    is("sender", reap(pid), 0);
    is("read", read(got[0], buffer, 12), 12);

    // Credentials.
    struct ucred peer;
    socklen_t length = sizeof peer;
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    ok("SO_PEERCRED", getsockopt(pair[0], SOL_SOCKET, SO_PEERCRED, &peer, &length));
    is("pid", peer.pid, getpid());
    is("uid", peer.uid, getuid());
    is("gid", peer.gid, getgid());
    struct sockaddr_un name = {AF_UNIX, "sock"};
    int listener = must(socket(AF_UNIX, SOCK_STREAM, 0));
    must(bind(listener, (void *)&name, sizeof name));
    must(listen(listener, 1));
    pid = child({
        int client = must(socket(AF_UNIX, SOCK_STREAM, 0));
        must(connect(client, (void *)&name, sizeof name));
        must(getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &length));
        is("the listener's", peer.pid, getppid());
        must(read(client, buffer, 1));
    });
    int server = must(accept(listener, NULL, NULL));
    must(getsockopt(server, SOL_SOCKET, SO_PEERCRED, &peer, &length));
    close(server);
    is("client", reap(pid), 0);
    is("the client's", peer.pid, pid);

    int one = 1;
    ok("SO_PASSCRED", setsockopt(pair[1], SOL_SOCKET, SO_PASSCRED, &one, sizeof one));
    must(write(pair[0], "x", 1));
    struct iovec part = {buffer, 20};
    memset(&control, 0, sizeof control);
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    must(recvmsg(pair[1], &message, 0));
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    yes("credentials come along", header && header->cmsg_type == SCM_CREDENTIALS);
    struct ucred *sender = (void *)CMSG_DATA(header);
    is("pid", sender->pid, getpid());
    is("uid", sender->uid, getuid());
    return finish();
}
