// sendfile, splice, tee, vmsplice, copy_file_range. Where a kernel does not have one it may say so
// with ENOSYS, EINVAL or EOPNOTSUPP, as programs then copy by themselves; sendfile has to be there.
#include "guest.h"
#include <sys/sendfile.h>

static int absent(long result) {
    return result == -1 && (errno == ENOSYS || errno == EINVAL || errno == EOPNOTSUPP || errno == EXDEV);
}
#define optional(name, call, expected) \
    ({ long n_ = (call); yes(name, n_ == (expected) || absent(n_)); n_; })

int main(void) {
    char buffer[100] = {0};
    make_file("f", "0123456789", 0600);
    int in = must(open("f", O_RDONLY)), target = must(open("g", O_RDWR | O_CREAT, 0600)), pipes[2];
    must(pipe(pipes));
    is("sendfile to a file", sendfile(target, in, NULL, 4), 4);
    is("moves both", lseek(in, 0, SEEK_CUR) * 10 + lseek(target, 0, SEEK_CUR), 44);
    off_t offset = 6;
    is("sendfile from a place", sendfile(pipes[1], in, &offset, 100), 4);
    is("the place moves", offset, 10);
    is("the file's does not", lseek(in, 0, SEEK_CUR), 4);
    is("in the pipe", read(pipes[0], buffer, 100), 4);
    text("it", buffer, "6789");
    is("at the end", sendfile(target, in, &offset, 100), 0);
    fails("from a pipe", sendfile(target, pipes[0], NULL, 1), EINVAL);
    fails("to what is not open for writing", sendfile(in, in, NULL, 1), EBADF);
    fails("from a closed one", sendfile(target, 900, NULL, 1), EBADF);
    offset = -1;
    fails("from before the start", sendfile(target, in, &offset, 1), EINVAL);
    fails("place from nowhere", sendfile(target, in, wild, 1), EFAULT);
    int pair[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    offset = 0;
    is("to a socket", sendfile(pair[0], in, &offset, 10), 10);
    is("received", recv(pair[1], buffer, 100, 0), 10);

    loff_t from = 2, to = 20;
    long count = optional("copy_file_range", copy_file_range(in, &from, target, &to, 5, 0), 5);
    if (count == 5) {
        must(pread(target, buffer, 5, 20));
        yes("it", memcmp(buffer, "23456", 5) == 0 && from == 7 && to == 25);
    } else yes("it", 1);
    from = 0;
    count = optional("splice from a file", splice(in, &from, pipes[1], NULL, 5, 0), 5);
    if (count == 5) yes("it", read(pipes[0], buffer, 100) == 5 && memcmp(buffer, "01234", 5) == 0);
    else yes("it", 1);
    must(write(pipes[1], "abcdef", 6));
    to = 0;
    count = optional("splice to a file", splice(pipes[0], NULL, target, &to, 6, 0), 6);
    if (count == -1) must(read(pipes[0], buffer, 6));
    int other[2];
    must(pipe(other));
    must(write(pipes[1], "abc", 3));
    count = optional("tee", tee(pipes[0], other[1], 10, 0), 3);
    if (count == 3) yes("it", read(other[0], buffer, 9) == 3);
    else yes("it", 1);
    is("the original is still there", read(pipes[0], buffer, 9), 3);
    struct iovec vector = {"vector", 6};
    count = optional("vmsplice", vmsplice(pipes[1], &vector, 1, 0), 6);
    if (count == 6) yes("it", read(pipes[0], buffer, 9) == 6);
    else yes("it", 1);
    return finish();
}
