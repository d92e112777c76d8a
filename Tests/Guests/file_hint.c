// Small things files can be asked: block size, write hints, the end of offsets, the modes of pipes.
#include "guest.h"
#include <linux/fs.h>

int main(void) {
    int file = must(open("f", O_RDWR | O_CREAT, 0600));
    int size = 0;
    ok("block size", ioctl(file, FIGETBSZ, &size));
    yes("of a page or so", size >= 512 && size <= 1 << 20);
    uint64_t hint = 77;
    ok("no hint", fcntl(file, F_GET_RW_HINT, &hint));
    is("none", hint, 0);
    hint = 3;
    ok("a hint", fcntl(file, F_SET_RW_HINT, &hint));
    hint = 0;
    int other = must(open("f", O_RDONLY));
    ok("of the file", fcntl(other, F_GET_RW_HINT, &hint));
    is("kept", hint, 3);
    hint = 6;
    fails("unknown", fcntl(file, F_SET_RW_HINT, &hint), EINVAL);
    char byte[8] = "";
    fails("beyond the end of offsets", pread(file, byte, 8, LONG_MAX - 4), EINVAL);
    fails("written", pwrite(file, byte, 8, LONG_MAX - 4), EINVAL);
    int ends[2];
    must(pipe(ends));
    ok("mode of a pipe", fchmod(ends[0], 0640));
    struct stat status;
    fstat(ends[0], &status);
    is("kept", status.st_mode, S_IFIFO | 0640);
    is("a small pipe", fcntl(ends[0], F_SETPIPE_SZ, 0), 4096);
    unlink("f");
    return finish();
}
