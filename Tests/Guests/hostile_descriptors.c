// Taking every descriptor there is, of every kind.
#include "guest.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>

static int make_pipe(void) { int fds[2]; return pipe(fds); }
static int make_pair(void) { int fds[2]; return socketpair(AF_UNIX, SOCK_STREAM, 0, fds); }
static int make_file_open(void) { return open("f", O_RDWR); }
static int make_event(void) { return eventfd(0, 0); }
static int make_epoll(void) { return epoll_create1(0); }
static int make_memory(void) { return memfd_create("x", 0); }
static int make_pty(void) { return open("/dev/ptmx", O_RDWR | O_NOCTTY); }
static int make_copy(void) { return dup(1); }
static int make_directory(void) { return open(".", O_RDONLY | O_DIRECTORY); }

int main(void) {
    make_file("f", "", 0600);
    struct rlimit limit = {1000, 1000};
    must(setrlimit(RLIMIT_NOFILE, &limit));
    struct { const char *name; int (*make)(void); } kinds[] = {
        {"pipes", make_pipe}, {"socket pairs", make_pair}, {"files", make_file_open}, {"eventfds", make_event}, {"epoll sets", make_epoll},
        {"memory files", make_memory}, {"copies", make_copy}, {"directories", make_directory},
    };
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (int round = 0; round < 2; round++)
            is(kinds[i].name, reap(child({
                int count = 0;
                while (kinds[i].make() != -1 && count < 2000) count++;
                is("EMFILE", errno, EMFILE);
                yes("many", count >= 490);
            })), 0);
    is("pseudo-terminals", reap(child({
        int count = 0;
        while (count < 200 && make_pty() != -1) count++;
        yes("many", count >= 100);
    })), 0);
    is("all at once, in many processes", ({
        int sum = 0;
        for (int i = 0; i < 8; i++) child({ int n = 0; while (make_file_open() != -1) n++; _exit(n > 900 ? 0 : 1); });
        int status;
        while (wait(&status) > 0) sum += status;
        sum;
    }), 0);
    is("then there are some again", make_pipe(), 0);
    // A deep tree of epoll sets, and sockets in flight inside sockets.
    is("rights in flight", reap(child({
        int pair[2];
        must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
        for (int i = 0; i < 100; i++) {
            union { struct cmsghdr header; char space[64]; } control = {{CMSG_LEN(2 * sizeof(int)), SOL_SOCKET, SCM_RIGHTS}};
            memcpy(CMSG_DATA(&control.header), pair, sizeof pair);
            struct iovec part = {"x", 1};
            struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = CMSG_SPACE(2 * sizeof(int))};
            if (sendmsg(pair[0], &message, MSG_DONTWAIT) == -1) break;
        }
    })), 0);
    return finish();
}
