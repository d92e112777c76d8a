// fcntl, dup, close_range: descriptors themselves.
#include "guest.h"
#include <linux/close_range.h>

int main(void) {
    make_file("f", "", 0600);
    int fd = must(open("f", O_RDWR));
    is("dup: the lowest number", dup(fd), fd + 1);
    close(fd + 1);
    is("F_DUPFD: not below", fcntl(fd, F_DUPFD, 50), 50);
    is("next", fcntl(fd, F_DUPFD_CLOEXEC, 50), 51);
    is("close-on-exec", fcntl(51, F_GETFD), FD_CLOEXEC);
    is("of the number, not the file", fcntl(50, F_GETFD), 0);
    ok("set", fcntl(50, F_SETFD, FD_CLOEXEC | 4));
    is("only that bit", fcntl(50, F_GETFD), FD_CLOEXEC);
    is("dup does not copy it", fcntl(dup(50), F_GETFD), 0);
    is("dup2", dup2(fd, 60), 60);
    is("dup2 onto itself", dup2(60, 60), 60);
    is("dup2 replaces", dup2(60, 51), 51);
    is("and clears", fcntl(51, F_GETFD), 0);
    fails("dup2 of nothing", dup2(900, 60), EBADF);
    is("what was there is still there", fcntl(60, F_GETFD), 0);
    fails("dup2 of nothing onto itself", dup2(900, 900), EBADF);
    fails("dup2 to a negative", dup2(fd, -1), EBADF);
    is("dup3", dup3(fd, 61, O_CLOEXEC), 61);
    is("close-on-exec", fcntl(61, F_GETFD), FD_CLOEXEC);
    fails("dup3 onto itself", dup3(61, 61, 0), EINVAL);
    fails("dup3, unknown flag", dup3(fd, 61, 1), EINVAL);
    fails("dup of nothing", dup(900), EBADF);
    fails("F_DUPFD, negative", fcntl(fd, F_DUPFD, -1), EINVAL);

    ok("F_SETFL", fcntl(fd, F_SETFL, O_APPEND | O_NONBLOCK));
    is("set", fcntl(fd, F_GETFL) & (O_APPEND | O_NONBLOCK | O_ACCMODE), O_APPEND | O_NONBLOCK | O_RDWR);
    is("of the file, not the number", fcntl(60, F_GETFL) & O_APPEND, O_APPEND);
    ok("access mode is left out", fcntl(fd, F_SETFL, O_WRONLY));
    is("unchanged", fcntl(fd, F_GETFL) & (O_ACCMODE | O_APPEND), O_RDWR);
    fails("unknown command", fcntl(fd, 9999), EINVAL);
    fails("not open", fcntl(900, F_GETFD), EBADF);
    int pipes[2];
    must(pipe(pipes));
    int on = 1;
    ok("FIONBIO", ioctl(pipes[0], FIONBIO, &on));
    is("non-blocking", fcntl(pipes[0], F_GETFL) & O_NONBLOCK, O_NONBLOCK);
    ok("FIOCLEX", ioctl(pipes[0], FIOCLEX));
    is("close-on-exec", fcntl(pipes[0], F_GETFD), FD_CLOEXEC);
    ok("FIONCLEX", ioctl(pipes[0], FIONCLEX));
    fails("an ioctl of terminals", ioctl(fd, TIOCGWINSZ, &on), ENOTTY);
    fails("an ioctl of terminals", ioctl(pipes[0], TCGETS, &on), ENOTTY);
    is("isatty", isatty(fd), 0);
    ok("F_SETOWN", fcntl(pipes[0], F_SETOWN, getpid()));
    is("F_GETOWN", fcntl(pipes[0], F_GETOWN), getpid());

    fails("close of nothing", close(900), EBADF);
    ok("close", close(fd));
    fails("again", close(fd), EBADF);
    ok("others stay", fcntl(60, F_GETFD));
    ok("close_range", close_range(50, 60, 0));
    fails("closed", fcntl(55, F_GETFD), EBADF);
    fails("closed", fcntl(60, F_GETFD), EBADF);
    ok("after it", fcntl(61, F_GETFD));
    fcntl(61, F_SETFD, 0);
    ok("only marked", close_range(61, ~0U, CLOSE_RANGE_CLOEXEC));
    is("close-on-exec", fcntl(61, F_GETFD), FD_CLOEXEC);
    fails("backwards", close_range(60, 50, 0), EINVAL);
    ok("all above", close_range(3, ~0U, 0));
    is("the lowest number", open("f", O_RDONLY), 3);
    return finish();
}
