// mremap and brk.
#include "guest.h"

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define RW (PROT_READ | PROT_WRITE)

int main(void) {
    char *map = mmap(NULL, 4 * 4096, RW, ANON, -1, 0);
    for (int i = 0; i < 4; i++) map[i * 4096] = 'a' + i;
    yes("shrink", mremap(map, 4 * 4096, 2 * 4096, 0) == map);
    fails("cut off", write(1, map + 2 * 4096, 1), EFAULT);
    yes("grow in place, the room is free", mremap(map, 2 * 4096, 3 * 4096, 0) == map);
    is("anew", map[2 * 4096], 0);
    mmap(map + 3 * 4096, 4096, PROT_NONE, ANON | MAP_FIXED, -1, 0);
    fails("no room, may not move", mremap(map, 3 * 4096, 8 * 4096, 0), ENOMEM);
    char *moved = mremap(map, 3 * 4096, 8 * 4096, MREMAP_MAYMOVE);
    yes("may move", moved != MAP_FAILED && moved != map);
    yes("with its content", moved[0] == 'a' && moved[4096] == 'b' && moved[2 * 4096] == 0);
    fails("the old place is free", write(1, map, 1), EFAULT);
    moved[7 * 4096] = 'z';
    char *target = mmap(NULL, 8 * 4096, PROT_NONE, ANON, -1, 0);
    yes("to a place given", mremap(moved, 8 * 4096, 8 * 4096, MREMAP_MAYMOVE | MREMAP_FIXED, target) == target);
    is("content", target[7 * 4096], 'z');
    fails("fixed, but may not move", mremap(target, 4096, 4096, MREMAP_FIXED, map), EINVAL);
    fails("not at a page", mremap(target + 1, 4096, 8192, MREMAP_MAYMOVE), EINVAL);
    fails("no length", mremap(target, 4096, 0, MREMAP_MAYMOVE), EINVAL);
    fails("unknown flag", mremap(target, 4096, 8192, 64), EINVAL);
    munmap(map, 4096);
    fails("nothing there", mremap(map, 4096, 8192, MREMAP_MAYMOVE), EFAULT);
    fails("overlapping", mremap(target, 8192, 8192, MREMAP_MAYMOVE | MREMAP_FIXED, target + 4096), EINVAL);

    int file = must(open("f", O_RDWR | O_CREAT, 0600));
    must(ftruncate(file, 3 * 4096));
    char *shared = mmap(NULL, 4096, RW, MAP_SHARED, file, 0);
    shared[0] = 's';
    shared = mremap(shared, 4096, 3 * 4096, MREMAP_MAYMOVE);
    shared[2 * 4096] = 't';
    char buffer[2];
    must(pread(file, buffer, 1, 0));
    must(pread(file, buffer + 1, 1, 2 * 4096));
    yes("a shared map of a file stays one", buffer[0] == 's' && buffer[1] == 't');

    // A large block of malloc grows by mremap.
    char *block = malloc(1 << 20);
    memset(block, 'm', 1 << 20);
    block = realloc(block, 8 << 20);
    yes("realloc", block[0] == 'm' && block[(1 << 20) - 1] == 'm');
    free(block);

    // brk: the raw call answers with where the break is, and never with an error.
    unsigned long start = syscall(SYS_brk, 0);
    is("grow", syscall(SYS_brk, start + 10000), start + 10000);
    memset((void *)start, 'b', 10000);
    is("to any byte", syscall(SYS_brk, start + 10001), start + 10001);
    is("shrink", syscall(SYS_brk, start), start);
    is("grow again", syscall(SYS_brk, start + 3 * 4096), start + 3 * 4096);
    unsigned long second_page = (start + 4095) / 4096 * 4096;
    is("zeros", *(char *)second_page, 0);
    is("below its beginning", syscall(SYS_brk, 4096), start + 3 * 4096);
    is("beyond reason", syscall(SYS_brk, 1UL << 46), start + 3 * 4096);
    is("inherited by fork", reap(child({
        is("same", syscall(SYS_brk, 0), start + 3 * 4096);
        is("its own", syscall(SYS_brk, start + 8 * 4096), start + 8 * 4096);
    })), 0);
    is("not shared", syscall(SYS_brk, 0), start + 3 * 4096);
    syscall(SYS_brk, start);
    is("RLIMIT_DATA", reap(child({
        struct rlimit limit = {1 << 20, 1 << 20};
        must(setrlimit(RLIMIT_DATA, &limit));
        is("refused", syscall(SYS_brk, start + (4 << 20)), start);
    })), 0);
    return finish();
}
