// Holes, truncation, allocation.
#include "guest.h"
#include <sys/sendfile.h>

static struct stat status;
static long size_of(int fd) { must(fstat(fd, &status)); return status.st_size; }

int main(void) {
    int fd = must(open("f", O_RDWR | O_CREAT, 0600));
    ok("grow", ftruncate(fd, 100 << 20));
    is("size", size_of(fd), 100 << 20);
    yes("uses little", status.st_blocks < 100);
    is("write in the middle", pwrite(fd, "x", 1, 50 << 20), 1);
    yes("uses little", size_of(fd) == 100 << 20 && status.st_blocks < 300);
    char buffer[4096];
    memset(buffer, 'q', sizeof buffer);
    is("a hole is zeros", pread(fd, buffer, 4096, 7 << 20) + buffer[0] + buffer[4095], 4096);
    // A file system that knows no holes calls everything data.
    long data = lseek(fd, 0, SEEK_DATA);
    yes("SEEK_DATA", data == 50 << 20 || data == 0);
    long hole = lseek(fd, 50 << 20, SEEK_HOLE);
    yes("SEEK_HOLE", (hole > 50 << 20 && hole <= (50 << 20) + 65536) || hole == 100 << 20);
    fails("SEEK_DATA at the end", lseek(fd, 100 << 20, SEEK_DATA), ENXIO);
    fails("SEEK_HOLE beyond", lseek(fd, 200 << 20, SEEK_HOLE), ENXIO);
    ok("shrink", ftruncate(fd, 10));
    is("size", size_of(fd), 10);
    ok("grow", ftruncate(fd, 20));
    is("zeros", pread(fd, buffer, 100, 0) * 10 + buffer[15], 200);
    must(pwrite(fd, "0123456789", 10, 0));
    ok("cut inside a page", ftruncate(fd, 5));
    ok("grow", ftruncate(fd, 10));
    pread(fd, buffer, 10, 0);
    yes("what was cut does not come back", memcmp(buffer, "01234\0\0\0\0\0", 10) == 0);
    fails("negative", ftruncate(fd, -1), EINVAL);
    fails("not open for writing", ftruncate(must(open("f", O_RDONLY)), 0), EINVAL);
    fails("not open", ftruncate(900, 0), EBADF);
    ok("truncate by name", truncate("f", 3));
    is("size", size_of(fd), 3);
    fails("missing", truncate("x", 0), ENOENT);
    must(mkdir("d", 0700));
    fails("a directory", truncate("d", 0), EISDIR);

    int result = fallocate(fd, 0, 0, 8192);
    yes("fallocate, or not here", result == 0 || errno == EOPNOTSUPP);
    is("grows", result == 0 ? size_of(fd) : 8192, 8192);
    must(ftruncate(fd, 8192));
    result = fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 1 << 20);
    yes("keeping the size", (result == 0 || errno == EOPNOTSUPP) && size_of(fd) == 8192);
    must(pwrite(fd, buffer, 4096, 4096));
    memset(buffer, 'z', 4096);
    must(pwrite(fd, buffer, 4096, 0));
    result = fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096);
    int punched = result == 0;
    yes("punch a hole", punched || errno == EOPNOTSUPP);
    must(pread(fd, buffer, 4096, 0));
    is("zeros", punched ? buffer[100] : 0, 0);
    fails("no length", fallocate(fd, 0, 0, 0), EINVAL);
    fails("negative", fallocate(fd, 0, -1, 10), EINVAL);
    is("posix_fallocate", posix_fallocate(fd, 0, 20000), 0);
    is("size", size_of(fd), 20000);
    // Copies within the kernel end at the source's end, wherever the caller wished.
    must(pwrite(fd, "0123456789", 10, 0));
    int other = must(open("copy", O_RDWR | O_CREAT, 0600)), holes = must(open("d", O_RDONLY));
    loff_t from = 19995, before = -5;
    is("to the end", copy_file_range(fd, &from, other, NULL, LONG_MAX, 0), 5);
    fails("a directory", copy_file_range(fd, NULL, holes, NULL, 5, 0), EISDIR);
    fails("negative", copy_file_range(fd, &before, other, NULL, 5, 0), EOVERFLOW);
    int stream[2];
    must(pipe(stream));
    fails("no positions", sendfile(other, stream[0], &(off_t){0}, 3), ESPIPE);
    is("largest offset", lseek(fd, 0x7ffffffffff, SEEK_SET), 0x7ffffffffff);
    return finish();
}
