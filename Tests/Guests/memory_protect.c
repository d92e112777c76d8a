// mprotect, and what faults.
#include "guest.h"
#include <setjmp.h>

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define RW (PROT_READ | PROT_WRITE)
static sigjmp_buf back;
static void *volatile where;
static void handler(int number, siginfo_t *info, void *context) {
    (void)context;
    where = info->si_addr;
    siglongjmp(back, number);
}
static int reads(volatile char *at) {
    int number = sigsetjmp(back, 1);
    if (number == 0) (void)*at;
    return number == 0;
}
static int writes(volatile char *at) {
    int number = sigsetjmp(back, 1);
    if (number == 0) *at = 1;
    return number == 0;
}
static int runs(char *at) {
    int number = sigsetjmp(back, 1);
    if (number == 0) ((void (*)(void))at)();
    return number == 0;
}

int main(void) {
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &action, NULL);
    char *map = mmap(NULL, 5 * 4096, RW, ANON, -1, 0);
    map[0] = map[4096] = map[8192] = '\xc3';
    ok("read only", mprotect(map + 4096, 4096, PROT_READ));
    yes("before it", writes(map + 4095));
    yes("reading", reads(map + 4096));
    is("writing", writes(map + 4100), 0);
    is("where", where, map + 4100);
    yes("after it", writes(map + 8192 + 1));
    ok("none", mprotect(map + 4096, 4096, PROT_NONE));
    is("reading", reads(map + 4096), 0);
    is("the kernel may not either", write(1, map + 4096, 1), -1);
    is("EFAULT", errno, EFAULT);
    ok("back", mprotect(map + 4096, 4096, RW));
    is("the content is still there", map[4096], '\xc3');
    is("running data", runs(map), 0);
    ok("to run", mprotect(map, 4096, PROT_READ | PROT_EXEC));
    yes("running", runs(map));
    is("writing", writes(map), 0);
    fails("read into what is read-only", ({
        int zero = must(open("/proc/self/exe", O_RDONLY));
        read(zero, map, 10);
    }), EFAULT);
    fails("not at a page", mprotect(map + 1, 4096, RW), EINVAL);
    ok("no length", mprotect(map, 0, RW));
    munmap(map + 2 * 4096, 4096);
    fails("over a hole", mprotect(map, 5 * 4096, PROT_READ), ENOMEM);
    is("what is before the hole was changed", writes(map + 4096), 0);
    fails("unknown protection", mprotect(map, 4096, 0x1000), EINVAL);

    make_file("f", "content", 0600);
    char *shared = mmap(NULL, 4096, PROT_READ, MAP_SHARED, must(open("f", O_RDONLY)), 0);
    fails("shared, of a file open for reading", mprotect(shared, 4096, RW), EACCES);
    char *private = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, must(open("f", O_RDONLY)), 0);
    ok("private", mprotect(private, 4096, RW));
    yes("writing", writes(private));
    text("not to the file", content_of("f"), "content");

    // A vector that runs from good memory into bad: what was good counts.
    int target = must(open("g", O_RDWR | O_CREAT, 0600));
    map = mmap(NULL, 8192, RW, ANON, -1, 0);
    must(mprotect(map + 4096, 4096, PROT_NONE));
    struct iovec parts[2] = {{map, 10}, {map + 4096, 10}};
    is("writev, in part", writev(target, parts, 2), 10);
    fails("none of it", write(target, map + 4096, 10), EFAULT);
    return finish();
}
