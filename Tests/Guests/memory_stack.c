// The stack: it grows by itself, up to its limit, also where the kernel writes to it.
#include "guest.h"

static long __attribute__((noinline)) deep(int depth) {
    volatile char frame[4000];
    frame[0] = depth;
    return depth == 0 ? 1 : deep(depth - 1) + (frame[0] != (char)depth);
}
static ssize_t __attribute__((noinline)) read_below(int fd) {
    // A buffer far below everything touched so far: the kernel is the first to write there.
    char buffer[3 << 20];
    ssize_t count = read(fd, buffer, 100);
    return count == 100 && buffer[99] == 'x' ? count : -errno;
}

int main(int argc, char **argv, char **environment) {
    if (argc > 1) return deep(15000) == 1 ? 5 : 6;
    static char content[101];
    memset(content, 'x', 100);
    make_file("f", content, 0600);
    is("the kernel writes first", read_below(must(open("f", O_RDONLY))), 100);
    is("seven megabytes deep", deep(1700), 1);
    is("in a child", reap(child(_exit(deep(1700)))), 1);
    is("too deep", reap(child(_exit(deep(3000)))), 1000 + SIGSEGV);
    struct rlimit limit = {64 << 20, RLIM_INFINITY};
    must(setrlimit(RLIMIT_STACK, &limit));
    is("a larger limit holds after execve", reap(child({ execl("/proc/self/exe", "x", "deep", NULL); })), 5);
    // Many arguments are on the stack, too.
    static char *arguments[2001];
    for (int i = 0; i < 2000; i++) arguments[i] = content;
    is("two thousand arguments", reap(child({ execve("/proc/self/exe", arguments, environment); })), 5);
    (void)argv;
    return finish();
}
