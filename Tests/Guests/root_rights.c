// Descriptors on their way to a local socket: no more of one user than it may have open.
#include "guest.h"

static int give(int socket, int file) {
    char byte = 'x';
    struct iovec part = {&byte, 1};
    union { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr header; } control;
    memset(&control, 0, sizeof control);
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    *header = (struct cmsghdr){CMSG_LEN(sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
    memcpy(CMSG_DATA(header), &file, sizeof file);
    return sendmsg(socket, &message, MSG_DONTWAIT);
}

static int given(void) {
    int pair[2], count = 0;
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    while (count < 100 && give(pair[0], 0) == 1) count++;
    int error = errno;
    close(pair[0]);
    close(pair[1]);
    return count < 100 ? count * 1000 + error : count;
}

int main(void) {
    struct rlimit limit = {16, 16};
    must(setrlimit(RLIMIT_NOFILE, &limit));
    is("root's", given(), 100);
    is("others'", reap(child({
        must(setresuid(54321, 54321, 54321));
        is("one too many", given(), 17 * 1000 + ETOOMANYREFS);
        is("again, once they are gone", given(), 17 * 1000 + ETOOMANYREFS);
    })), 0);
    return finish();
}
