// flock: locks of an open file description.
#include "guest.h"
#include <sys/file.h>

int main(void) {
    make_file("f", "", 0600);
    int one = must(open("f", O_RDONLY)), two = must(open("f", O_RDWR));
    ok("shared", flock(one, LOCK_SH));
    ok("shared, too", flock(two, LOCK_SH | LOCK_NB));
    fails("exclusive", flock(two, LOCK_EX | LOCK_NB), EAGAIN);
    ok("unlock", flock(one, LOCK_UN));
    ok("now exclusive", flock(two, LOCK_EX | LOCK_NB));
    fails("shared", flock(one, LOCK_SH | LOCK_NB), EAGAIN);
    ok("exclusive again", flock(two, LOCK_EX | LOCK_NB));
    fails("no operation", flock(two, 0), EINVAL);
    fails("two operations", flock(two, LOCK_SH | LOCK_EX), EINVAL);
    fails("not open", flock(900, LOCK_SH), EBADF);
    int copy = must(dup(two));
    close(two);
    fails("a copy keeps it", flock(one, LOCK_SH | LOCK_NB), EAGAIN);
    ok("and may unlock it", flock(copy, LOCK_UN));
    ok("free", flock(one, LOCK_EX | LOCK_NB));
    is("a child's is the same lock", reap(child({
        ok("lock it again", flock(one, LOCK_EX | LOCK_NB));
        fails("by another open", flock(must(open("f", O_RDONLY)), LOCK_EX | LOCK_NB), EAGAIN);
        ok("unlock it", flock(one, LOCK_UN));
    })), 0);
    ok("unlocked by the child", flock(copy, LOCK_EX | LOCK_NB));
    pid_t pid = child({
        int mine = must(open("f", O_RDONLY));
        close(one);
        close(copy);
        must(flock(mine, LOCK_EX));
        _exit(9);
    });
    pause_ms(20);
    is("it waits", waitpid(pid, NULL, WNOHANG), 0);
    close(copy);
    is("closing the last releases", reap(pid), 9);
    pid = child({ must(flock(must(open("f", O_RDONLY)), LOCK_EX)); raise(SIGKILL); });
    is("killed", reap(pid), 1000 + SIGKILL);
    ok("released by its end", flock(one, LOCK_EX | LOCK_NB));
    int directory = must(open(".", O_RDONLY));
    ok("a directory", flock(directory, LOCK_EX | LOCK_NB));
    ok("mandatory locks, which are no more", flock(-1, LOCK_MAND | LOCK_READ));
    struct flock lock = {.l_type = F_WRLCK};
    int writable = must(open("f", O_RDWR));
    ok("fcntl's locks are others", fcntl(writable, F_SETLK, &lock));
    return finish();
}
