// Resource limits.
#include "guest.h"

static volatile sig_atomic_t seen;
static void handler(int number) { seen = number; }
static void limit(int what, rlim_t soft, rlim_t hard) {
    struct rlimit value = {soft, hard};
    must(setrlimit(what, &value));
}

int main(void) {
    struct rlimit value;
    fails("unknown resource", getrlimit(99, &value), EINVAL);
    fails("to nowhere", syscall(SYS_getrlimit, RLIMIT_NOFILE, 8), EFAULT);
    value = (struct rlimit){10, 5};
    fails("soft above hard", setrlimit(RLIMIT_NOFILE, &value), EINVAL);

    is("descriptors", reap(child({
        limit(RLIMIT_NOFILE, 20, 30);
        getrlimit(RLIMIT_NOFILE, &value);
        is("soft", value.rlim_cur, 20);
        is("hard", value.rlim_max, 30);
        int last = -1;
        for (int next; (next = dup(1)) != -1;) last = next;
        is("EMFILE", errno, EMFILE);
        is("the last", last, 19);
        fails("dup2 beyond", dup2(1, 20), EBADF);
        fails("fcntl beyond", fcntl(1, F_DUPFD, 20), EINVAL);
        int pipes[2];
        fails("pipe", pipe(pipes), EMFILE);
        close(19);
        fails("pipe needs two", pipe(pipes), EMFILE);
        is("and takes none", dup(1), 19);
        limit(RLIMIT_NOFILE, 30, 30);
        is("raised to hard", dup(1), 20);
        is("inherited by fork", reap(child({ getrlimit(RLIMIT_NOFILE, &value); _exit(value.rlim_cur); })), 30);
        limit(RLIMIT_NOFILE, 5, 5);
        yes("what is open stays open", fcntl(20, F_GETFD) == 0);
    })), 0);

    is("file size", reap(child({
        int file = must(open("f", O_CREAT | O_RDWR, 0600));
        signal(SIGXFSZ, handler);
        limit(RLIMIT_FSIZE, 100, 100);
        char block[150];
        memset(block, 'x', sizeof block);
        is("short write", write(file, block, 150), 100);
        fails("none beyond", write(file, block, 1), EFBIG);
        is("SIGXFSZ", seen, SIGXFSZ);
        fails("ftruncate", ftruncate(file, 101), EFBIG);
        ok("below", ftruncate(file, 50));
    })), 0);
    is("SIGXFSZ kills", reap(child({
        int file = must(open("f", O_CREAT | O_RDWR, 0600));
        limit(RLIMIT_FSIZE, 0, 0);
        write(file, "x", 1);
    })), 1000 + SIGXFSZ);

    is("address space", reap(child({
        limit(RLIMIT_AS, 64 << 20, 64 << 20);
        yes("small", mmap(NULL, 1 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
        fails("large", mmap(NULL, 128 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), ENOMEM);
    })), 0);

    is("processor time", reap(child({
        signal(SIGXCPU, handler);
        limit(RLIMIT_CPU, 1, 5);
        while (!seen) continue;
        _exit(seen);
    })), SIGXCPU);

    is("no more of it", reap(child({
        signal(SIGXCPU, handler);
        limit(RLIMIT_CPU, 1, 1);
        while (1) continue;
    })), 1000 + SIGKILL);

    is("prlimit", reap(child({
        struct rlimit fresh = {11, 12};
        ok("both at once", prlimit(0, RLIMIT_NOFILE, &fresh, &value));
        yes("the old", value.rlim_cur > 12);
        ok("read", prlimit(getpid(), RLIMIT_NOFILE, NULL, &value));
        is("the new", value.rlim_cur, 11);
        fails("nobody", prlimit(4000000, RLIMIT_NOFILE, NULL, &value), ESRCH);
    })), 0);

    getrlimit(RLIMIT_STACK, &value);
    is("stack", value.rlim_cur, 8 << 20);
    limit(RLIMIT_CORE, 0, 0);
    getrlimit(RLIMIT_CORE, &value);
    is("core", value.rlim_cur, 0);
    return finish();
}
