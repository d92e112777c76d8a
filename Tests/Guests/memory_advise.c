// madvise, mincore, mlock, memfd_create; copies over fork.
#include "guest.h"
#include <setjmp.h>

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define RW (PROT_READ | PROT_WRITE)

int main(void) {
    char *map = mmap(NULL, 4 * 4096, RW, ANON, -1, 0);
    memset(map, 'x', 4 * 4096);
    ok("DONTNEED", madvise(map + 4096, 4096, MADV_DONTNEED));
    is("before", map[4095], 'x');
    is("zeros", map[4096], 0);
    is("after", map[8192], 'x');
    make_file("f", "file", 0600);
    int file = must(open("f", O_RDWR));
    char *private = mmap(NULL, 4096, RW, MAP_PRIVATE, file, 0);
    private[0] = 'P';
    ok("DONTNEED of a file", madvise(private, 4096, MADV_DONTNEED));
    is("the file's again", private[0], 'f');
    char *shared = mmap(NULL, 4096, RW, MAP_SHARED, file, 0);
    shared[0] = 'S';
    ok("DONTNEED, shared", madvise(shared, 4096, MADV_DONTNEED));
    is("nothing is lost", shared[0], 'S');
    int advice[] = {MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED, MADV_FREE};
    for (int i = 0; i < 5; i++) ok("advice", madvise(map, 4096, advice[i]));
    fails("unknown advice", madvise(map, 4096, 999), EINVAL);
    fails("not at a page", madvise(map + 1, 4096, MADV_NORMAL), EINVAL);
    ok("no length", madvise(map, 0, MADV_NORMAL));
    munmap(map + 4096, 4096);
    fails("over a hole", madvise(map, 3 * 4096, MADV_NORMAL), ENOMEM);

    char *kept = mmap(NULL, 4096, RW, ANON, -1, 0), *wiped = mmap(NULL, 4096, RW, ANON, -1, 0),
         *left_out = mmap(NULL, 4096, RW, ANON, -1, 0);
    kept[0] = wiped[0] = left_out[0] = 'v';
    ok("WIPEONFORK", madvise(wiped, 4096, MADV_WIPEONFORK));
    ok("DONTFORK", madvise(left_out, 4096, MADV_DONTFORK));
    is("in a child", reap(child({
        is("copied", kept[0], 'v');
        is("wiped", wiped[0], 0);
        fails("left out", write(1, left_out, 1), EFAULT);
        kept[0] = 'c';
    })), 0);
    yes("the parent's", kept[0] == 'v' && wiped[0] == 'v' && left_out[0] == 'v');

    // Nothing is ever mapped below the program.
    char *hole = (char *)0x200000;
    unsigned char resident[4] = {0};
    ok("mincore", mincore(kept, 4096, resident));
    is("resident", resident[0] & 1, 1);
    fails("mincore of nothing", mincore(hole, 4096, resident), ENOMEM);
    fails("mincore, not at a page", mincore(kept + 1, 1, resident), EINVAL);
    ok("mlock", mlock(kept, 4096));
    ok("munlock", munlock(kept, 4096));
    fails("mlock of nothing", mlock(hole, 4096), ENOMEM);

    int memory = ok("memfd_create", memfd_create("name", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    must(ftruncate(memory, 4096));
    char *seen = mmap(NULL, 4096, RW, MAP_SHARED, memory, 0);
    must(pwrite(memory, "hello", 5, 0));
    yes("mapped and written", memcmp(seen, "hello", 5) == 0);
    fails("sealing what is mapped for writing", fcntl(memory, F_ADD_SEALS, F_SEAL_WRITE), EBUSY);
    ok("seal the size", fcntl(memory, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK));
    is("seals", fcntl(memory, F_GET_SEALS), F_SEAL_GROW | F_SEAL_SHRINK);
    fails("growing", ftruncate(memory, 8192), EPERM);
    fails("shrinking", ftruncate(memory, 100), EPERM);
    char link[100] = {0}, path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", memory);
    must(readlink(path, link, sizeof link - 1));
    text("its name", link, "/memfd:name (deleted)");
    fails("unknown flag", memfd_create("x", 0x1000), EINVAL);
    fails("no sealing", fcntl(must(memfd_create("x", 0)), F_ADD_SEALS, F_SEAL_GROW), EPERM);
    return finish();
}
