// Named pipes: who waits for whom at open.
#include "guest.h"

int main(void) {
    char buffer[100];
    ok("mkfifo", mkfifo("fifo", 0600));
    fails("again", mkfifo("fifo", 0600), EEXIST);
    struct stat status;
    must(stat("fifo", &status));
    yes("type", S_ISFIFO(status.st_mode));
    fails("to write, nobody reads", open("fifo", O_WRONLY | O_NONBLOCK), ENXIO);
    int reader = ok("to read, at once", open("fifo", O_RDONLY | O_NONBLOCK));
    is("nobody has written: the end", read(reader, buffer, 1), 0);
    int writer = ok("to write, somebody reads", open("fifo", O_WRONLY | O_NONBLOCK));
    fails("nothing yet", read(reader, buffer, 1), EAGAIN);
    is("write", write(writer, "hello", 5), 5);
    close(writer);
    is("read", read(reader, buffer, 100), 5);
    is("the end", read(reader, buffer, 100), 0);
    writer = must(open("fifo", O_WRONLY));
    must(write(writer, "again", 5));
    is("another writer", read(reader, buffer, 100), 5);
    close(reader);
    signal(SIGPIPE, SIG_IGN);
    fails("nobody reads", write(writer, "x", 1), EPIPE);
    close(writer);
    int both = ok("both ways, at once", open("fifo", O_RDWR));
    is("write", write(both, "x", 1), 1);
    is("read", read(both, buffer, 9), 1);
    close(both);

    pid_t pid = child({
        int end = must(open("fifo", O_WRONLY));
        must(write(end, "from a child", 12));
    });
    reader = must(open("fifo", O_RDONLY));
    is("they meet", read(reader, buffer, 100), 12);
    is("the end", read(reader, buffer, 100), 0);
    is("the writer", reap(pid), 0);
    close(reader);
    pid = child({
        int end = must(open("fifo", O_RDONLY));
        _exit(read(end, buffer, 100));
    });
    writer = must(open("fifo", O_WRONLY));
    must(unlink("fifo"));
    is("unlinked, still there", write(writer, "ok", 2), 2);
    is("the reader reads", reap(pid), 2);
    fails("gone", open("fifo", O_RDONLY | O_NONBLOCK), ENOENT);
    fails("seek", lseek(writer, 0, SEEK_SET), ESPIPE);
    must(mkfifo("again", 0600));
    is("truncating does nothing", open("again", O_RDWR | O_TRUNC) >= 0, 1);
    fails("O_DIRECTORY", open("again", O_RDONLY | O_DIRECTORY), ENOTDIR);
    fails("truncate", truncate("again", 0), EINVAL);
    return finish();
}
