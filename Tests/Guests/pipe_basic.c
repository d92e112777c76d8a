// Pipes.
#include "guest.h"

static volatile sig_atomic_t seen;
static void handler(int number) { seen = number; }
static char block[1 << 20];

int main(void) {
    int pipes[2], inside = 0;
    fails("unknown flag", pipe2(pipes, 1), EINVAL);
    fails("to nowhere", pipe(wild), EFAULT);
    ok("pipe", pipe2(pipes, O_CLOEXEC | O_NONBLOCK));
    is("the lowest numbers", pipes[1], pipes[0] + 1);
    is("close-on-exec", fcntl(pipes[0], F_GETFD), FD_CLOEXEC);
    is("reader's flags", fcntl(pipes[0], F_GETFL) & (O_ACCMODE | O_NONBLOCK), O_RDONLY | O_NONBLOCK);
    is("writer's flags", fcntl(pipes[1], F_GETFL) & (O_ACCMODE | O_NONBLOCK), O_WRONLY | O_NONBLOCK);
    fails("writing at the wrong end", write(pipes[0], "x", 1), EBADF);
    fails("reading at the wrong end", read(pipes[1], block, 1), EBADF);
    fails("empty", read(pipes[0], block, 1), EAGAIN);
    is("write", write(pipes[1], "hello", 5), 5);
    is("how much is inside", ioctl(pipes[0], FIONREAD, &inside) ?: inside, 5);
    is("in parts", read(pipes[0], block, 2), 2);
    is("the rest", read(pipes[0], block, 100), 3);
    fails("seek", lseek(pipes[0], 0, SEEK_CUR), ESPIPE);
    fails("pread", pread(pipes[0], block, 1, 0), ESPIPE);
    fails("ftruncate", ftruncate(pipes[1], 0), EINVAL);
    fails("fsync", fsync(pipes[1]), EINVAL);
    fails("mmap", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, pipes[0], 0), ENODEV);
    struct stat status;
    must(fstat(pipes[0], &status));
    yes("a fifo", S_ISFIFO(status.st_mode));
    is("read to nowhere", write(pipes[1], "x", 1), 1);
    fails("read to nowhere", read(pipes[0], wild, 1), EFAULT);
    fails("write from nowhere", write(pipes[1], wild, 1), EFAULT);
    is("the byte is still there", read(pipes[0], block, 9), 1);
    is("write nothing", write(pipes[1], "", 0), 0);

    is("capacity", fcntl(pipes[1], F_GETPIPE_SZ), 65536);
    is("as much as it takes", write(pipes[1], block, sizeof block), 65536);
    fails("full", write(pipes[1], block, 1), EAGAIN);
    is("make room for less than PIPE_BUF", read(pipes[0], block, 4095), 4095);
    fails("a small write is never split", write(pipes[1], block, 4096), EAGAIN);
    is("make more room", read(pipes[0], block, 1), 1);
    is("now it fits", write(pipes[1], block, 4096), 4096);
    is("a larger capacity", fcntl(pipes[1], F_SETPIPE_SZ, 200000), 262144);
    is("more fits", write(pipes[1], block, 100000), 100000);
    fails("smaller than what is inside", fcntl(pipes[1], F_SETPIPE_SZ, 4096), EBUSY);
    while (read(pipes[0], block, sizeof block) > 0) continue;
    is("smaller", fcntl(pipes[1], F_SETPIPE_SZ, 1), 4096);

    must(write(pipes[1], "end", 3));
    close(pipes[1]);
    is("the rest after the writer is gone", read(pipes[0], block, 10), 3);
    is("then the end", read(pipes[0], block, 10), 0);
    must(pipe(pipes));
    close(pipes[0]);
    signal(SIGPIPE, handler);
    fails("nobody reads", write(pipes[1], "x", 1), EPIPE);
    is("SIGPIPE", seen, SIGPIPE);
    close(pipes[1]);
    is("SIGPIPE ends a writer", reap(child({
        signal(SIGPIPE, SIG_DFL);
        must(pipe(pipes));
        close(pipes[0]);
        write(pipes[1], "x", 1);
    })), 1000 + SIGPIPE);

    // A long write, read in small parts at the other end: all comes, in order.
    must(pipe(pipes));
    pid_t pid = child({
        for (unsigned i = 0; i < sizeof block; i++) block[i] = i * 7;
        is("all is written", write(pipes[1], block, sizeof block), sizeof block);
    });
    close(pipes[1]);
    unsigned long total = 0, wrong = 0;
    for (ssize_t count; (count = read(pipes[0], block, 3333)) > 0; total += count)
        for (ssize_t i = 0; i < count; i++) wrong += block[i] != (char)((total + i) * 7);
    is("all is read", total, sizeof block);
    is("in order", wrong, 0);
    is("the writer", reap(pid), 0);

    // A writer that waits is told when the reader goes.
    must(pipe(pipes));
    pid = child({ signal(SIGPIPE, SIG_DFL); close(pipes[0]); write(pipes[1], block, sizeof block); write(pipes[1], block, 1); });
    pause_ms(20);
    close(pipes[0]);
    is("SIGPIPE while it waits", reap(pid), 1000 + SIGPIPE);

    must(pipe2(pipes, O_DIRECT));
    is("packets are made by the writer", fcntl(pipes[0], F_GETFL) << 16 | fcntl(pipes[1], F_GETFL), O_DIRECT | O_WRONLY);
    must(write(pipes[1], "one", 3));
    must(write(pipes[1], "three", 5));
    is("packets", read(pipes[0], block, 100), 3);
    is("cut", read(pipes[0], block, 2), 2);
    fcntl(pipes[0], F_SETFL, O_NONBLOCK);
    fails("the rest is lost", read(pipes[0], block, 100), EAGAIN);
    return finish();
}
