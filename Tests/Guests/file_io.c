// read, write and their relatives.
#include "guest.h"

int main(void) {
    char buffer[100] = {0};
    int fd = must(open("f", O_RDWR | O_CREAT, 0600));
    is("write", write(fd, "0123456789", 10), 10);
    is("place", lseek(fd, 0, SEEK_CUR), 10);
    is("read at the end", read(fd, buffer, 10), 0);
    is("seek", lseek(fd, -4, SEEK_END), 6);
    is("short read", read(fd, buffer, 100), 4);
    is("pread", pread(fd, buffer, 3, 2), 3);
    is("does not move", lseek(fd, 0, SEEK_CUR), 10);
    is("pwrite", pwrite(fd, "AB", 2, 4), 2);
    text("content", content_of("f"), "0123AB6789");
    fails("seek before the start", lseek(fd, -1, SEEK_SET), EINVAL);
    fails("unknown whence", lseek(fd, 0, 99), EINVAL);
    fails("pread, negative", pread(fd, buffer, 1, -1), EINVAL);
    is("seek beyond", lseek(fd, 100, SEEK_SET), 100);
    is("read beyond", read(fd, buffer, 1), 0);
    is("write beyond", write(fd, "x", 1), 1);
    is("zeros between", pread(fd, buffer, 5, 50) * 100 + buffer[0] + buffer[4], 500);
    fails("read to nowhere", pread(fd, wild, 5, 0), EFAULT);
    fails("write from nowhere", write(fd, wild, 5), EFAULT);
    fails("not open", read(900, buffer, 1), EBADF);
    fails("negative", read(-1, buffer, 1), EBADF);
    is("nothing, to nowhere", read(fd, wild, 0), 0);

    struct iovec parts[3] = {{buffer, 2}, {buffer + 10, 0}, {buffer + 20, 3}};
    lseek(fd, 0, SEEK_SET);
    is("readv", readv(fd, parts, 3), 5);
    yes("spread", memcmp(buffer, "01", 2) == 0 && memcmp(buffer + 20, "23A", 3) == 0);
    is("preadv", preadv(fd, parts, 3, 5), 5);
    memcpy(buffer, "uv", 2);
    memcpy(buffer + 20, "wxy", 3);
    is("writev", ({ lseek(fd, 0, SEEK_SET); writev(fd, parts, 3); }), 5);
    is("pwritev", pwritev(fd, parts, 3, 5), 5);
    pread(fd, buffer, 10, 0);
    buffer[10] = 0;
    text("content", buffer, "uvwxyuvwxy");
    is("no parts", readv(fd, parts, 0), 0);
    fails("too many", readv(fd, parts, 1025), EINVAL);
    fails("negative", readv(fd, parts, -1), EINVAL);
    parts[1].iov_len = -1;
    fails("a negative part", readv(fd, parts, 3), EINVAL);
    fails("parts from nowhere", readv(fd, wild, 2), EFAULT);
    parts[1] = (struct iovec){wild, 5};
    is("up to a bad part", ({ lseek(fd, 0, SEEK_SET); readv(fd, parts, 3); }), 2);

    int copy = must(dup(fd));
    lseek(copy, 3, SEEK_SET);
    is("copies share the place", lseek(fd, 0, SEEK_CUR), 3);
    int other = must(open("f", O_RDONLY));
    is("another open does not", lseek(other, 0, SEEK_CUR), 0);
    int append = must(open("f", O_WRONLY | O_APPEND));
    must(ftruncate(fd, 4));
    is("pwrite to O_APPEND appends", pwrite(append, "end", 3, 0), 3);
    text("content", content_of("f"), "uvwxend");
    // Two processes append to one file: nothing is lost.
    must(ftruncate(fd, 0));
    for (int i = 0; i < 3; i++)
        child({
            int mine = must(open("f", O_WRONLY | O_APPEND));
            for (int k = 0; k < 200; k++) must(write(mine, "line\n", 5));
        });
    while (wait(NULL) > 0) continue;
    is("three append", lseek(fd, 0, SEEK_END), 3000);
    ok("fsync", fsync(fd));
    ok("fdatasync", fdatasync(fd));
    fails("fsync, not open", fsync(900), EBADF);
    sync();
    is("posix_fadvise", posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL), 0);
    ok("readahead or not", readahead(fd, 0, 100) == -1 && errno != EINVAL ? -1 : 0);
    return finish();
}
