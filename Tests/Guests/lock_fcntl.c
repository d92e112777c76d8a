// fcntl record locks: ranges, owners, deadlock, release.
#include "guest.h"

static int set(int fd, int type, long start, long length) {
    struct flock lock = {.l_type = type, .l_start = start, .l_len = length};
    return fcntl(fd, F_SETLK, &lock);
}
static int set_wait(int fd, int type, long start, long length) {
    struct flock lock = {.l_type = type, .l_start = start, .l_len = length};
    return fcntl(fd, F_SETLKW, &lock);
}
static struct flock asked;
static int ask(int fd, int type, long start, long length) {
    asked = (struct flock){.l_type = type, .l_start = start, .l_len = length};
    must(fcntl(fd, F_GETLK, &asked));
    return asked.l_type;
}

int main(void) {
    make_file("f", "0123456789", 0600);
    int fd = must(open("f", O_RDWR));
    ok("write lock", set(fd, F_WRLCK, 0, 10));
    ok("one's own never conflicts", set(fd, F_RDLCK, 5, 2));
    ok("nor through another open", set(must(open("f", O_RDWR)), F_WRLCK, 0, 3));
    is("seen by oneself: free", ask(fd, F_WRLCK, 0, 0), F_UNLCK);
    pid_t parent = getpid();
    is("by another", reap(child({
        is("locked", ask(fd, F_RDLCK, 0, 3), F_WRLCK);
        is("by whom", asked.l_pid, parent);
        is("from", asked.l_start, 0);
        is("length", asked.l_len, 5);
        is("the part turned to reading", ask(fd, F_RDLCK, 5, 2), F_UNLCK);
        is("blocks a writer", ask(fd, F_WRLCK, 5, 2), F_RDLCK);
        fails("conflict", set(fd, F_RDLCK, 4, 1), EAGAIN);
        ok("beyond", set(fd, F_WRLCK, 10, 0));
        ok("read, where read is allowed", set(fd, F_RDLCK, 5, 2));
    })), 0);
    ok("a child's end releases", set(fd, F_WRLCK, 10, 0));
    ok("a hole", set(fd, F_UNLCK, 3, 4));
    is("others", reap(child({
        is("before the hole", ask(fd, F_WRLCK, 0, 0), F_WRLCK);
        is("length", asked.l_len, 3);
        ok("in the hole", set(fd, F_WRLCK, 3, 4));
        is("after the hole", ask(fd, F_WRLCK, 7, 1), F_WRLCK);
        is("from", asked.l_start, 7);
        is("to the end of all", asked.l_len, 0);
    })), 0);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_END, .l_start = -4, .l_len = -2};
    ok("backwards from the end", fcntl(fd, F_SETLK, &lock));
    lock = (struct flock){.l_type = F_WRLCK, .l_start = 5, .l_len = -6};
    fails("before the start", fcntl(fd, F_SETLK, &lock), EINVAL);
    lock = (struct flock){.l_type = 9};
    fails("unknown type", fcntl(fd, F_SETLK, &lock), EINVAL);
    lock = (struct flock){.l_type = F_WRLCK, .l_whence = 9};
    fails("unknown whence", fcntl(fd, F_SETLK, &lock), EINVAL);
    fails("write lock, only open for reading", set(must(open("f", O_RDONLY)), F_WRLCK, 100, 1), EBADF);
    fails("read lock, only open for writing", set(must(open("f", O_WRONLY)), F_RDLCK, 100, 1), EBADF);
    fails("from nowhere", fcntl(fd, F_SETLK, wild), EFAULT);

    // Closing any descriptor of the file releases all locks of the process.
    close(must(open("f", O_RDONLY)));
    is("released by any close", reap(child(_exit(set(fd, F_WRLCK, 0, 0)))), 0);

    ok("lock", set(fd, F_WRLCK, 0, 1));
    is("not inherited", reap(child({ fails("lock", set(fd, F_WRLCK, 0, 1), EAGAIN); })), 0);
    pid_t pid = child({ must(set_wait(fd, F_WRLCK, 0, 1)); _exit(4); });
    pause_ms(20);
    is("waits", waitpid(pid, NULL, WNOHANG), 0);
    must(set(fd, F_UNLCK, 0, 1));
    is("until released", reap(pid), 4);

    int pipes[2];
    must(pipe(pipes));
    must(set(fd, F_WRLCK, 0, 1));
    pid = child({
        must(set(fd, F_WRLCK, 1, 1));
        must(write(pipes[1], "", 1));
        _exit(set_wait(fd, F_WRLCK, 0, 1) == 0 ? 6 : errno);
    });
    char byte;
    must(read(pipes[0], &byte, 1));
    pause_ms(30);
    fails("deadlock", set_wait(fd, F_WRLCK, 1, 1), EDEADLK);
    must(set(fd, F_UNLCK, 0, 1));
    is("the other gets it", reap(pid), 6);

    // Locks of an open file description.
    int one = must(open("f", O_RDWR)), two = must(open("f", O_RDWR));
    lock = (struct flock){.l_type = F_WRLCK};
    ok("F_OFD_SETLK", fcntl(one, F_OFD_SETLK, &lock));
    fails("another description", fcntl(two, F_OFD_SETLK, &lock), EAGAIN);
    asked = (struct flock){.l_type = F_WRLCK};
    must(fcntl(two, F_OFD_GETLK, &asked));
    is("by no process", asked.l_pid, -1);
    lock.l_pid = 1;
    fails("a pid must not be given", fcntl(one, F_OFD_SETLK, &lock), EINVAL);
    lock.l_pid = 0;
    close(two);
    two = must(open("f", O_RDWR));
    fails("not released by another's close", fcntl(two, F_OFD_SETLK, &lock), EAGAIN);
    close(one);
    ok("by its own", fcntl(two, F_OFD_SETLK, &lock));
    return finish();
}
