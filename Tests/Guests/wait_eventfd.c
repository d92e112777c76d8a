// eventfd.
#include "guest.h"
#include <sys/eventfd.h>

static int state(int fd) {
    struct pollfd entry = {fd, POLLIN | POLLOUT, 0};
    must(poll(&entry, 1, 0));
    return entry.revents;
}

int main(void) {
    int fd = must(eventfd(3, EFD_NONBLOCK | EFD_CLOEXEC));
    uint64_t value = 0;
    is("close-on-exec", fcntl(fd, F_GETFD), FD_CLOEXEC);
    fails("unknown flag", eventfd(0, 4), EINVAL);
    is("ready", state(fd), POLLIN | POLLOUT);
    is("read", read(fd, &value, 8), 8);
    is("value", value, 3);
    fails("empty", read(fd, &value, 8), EAGAIN);
    is("not readable", state(fd), POLLOUT);
    fails("less than eight bytes", read(fd, &value, 4), EINVAL);
    value = 5;
    is("write", write(fd, &value, 8), 8);
    is("write", write(fd, &value, 8), 8);
    is("a large buffer", ({ uint64_t many[4]; long n = read(fd, many, sizeof many); value = many[0]; n; }), 8);
    is("the sum", value, 10);
    value = UINT64_MAX;
    fails("too much", write(fd, &value, 8), EINVAL);
    value = UINT64_MAX - 1;
    is("the most", write(fd, &value, 8), 8);
    is("full", state(fd), POLLIN);
    value = 1;
    fails("no room", write(fd, &value, 8), EAGAIN);
    fails("from nowhere", write(fd, wild, 8), EFAULT);

    int semaphore = must(eventfd(2, EFD_SEMAPHORE));
    is("one at a time", read(semaphore, &value, 8), 8);
    is("one", value, 1);
    is("shared with a child", reap(child({ value = 4; must(write(semaphore, &value, 8)); })), 0);
    for (int i = 0; i < 5; i++) must(read(semaphore, &value, 8));
    is("none is left", state(semaphore), POLLOUT);
    pid_t pid = child({ pause_ms(20); value = 1; must(write(semaphore, &value, 8)); });
    is("waits", read(semaphore, &value, 8), 8);
    is("writer", reap(pid), 0);
    struct stat status;
    ok("fstat", fstat(fd, &status));
    is("no positions", lseek(must(eventfd(0, 0)), 5, SEEK_SET), 0);
    return finish();
}
