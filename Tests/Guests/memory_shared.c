// MAP_SHARED: one memory for maps, reads and writes, and other processes.
#include "guest.h"
#include <setjmp.h>

#define RW (PROT_READ | PROT_WRITE)
static sigjmp_buf back;
static void handler(int number) { siglongjmp(back, number); }
static int touch(volatile char *at) {
    int number = sigsetjmp(back, 1);
    if (number == 0) *at = 1;
    return number;
}

int main(void) {
    int file = must(open("f", O_RDWR | O_CREAT, 0600));
    must(ftruncate(file, 8192));
    char *one = mmap(NULL, 8192, RW, MAP_SHARED, file, 0), *two = mmap(NULL, 4096, RW, MAP_SHARED, file, 4096);
    one[4096] = 'x';
    is("two maps are one memory", two[0], 'x');
    char buffer[10];
    must(pread(file, buffer, 1, 4096));
    is("read sees the map", buffer[0], 'x');
    must(pwrite(file, "y", 1, 4096));
    is("a map sees the write", two[0], 'y');
    int other = must(open("f", O_RDONLY));
    must(pread(other, buffer, 1, 4096));
    is("so does another open", buffer[0], 'y');
    is("another process, another map", reap(child({
        char *mine = mmap(NULL, 8192, RW, MAP_SHARED, must(open("f", O_RDWR)), 0);
        is("sees it", mine[4096], 'y');
        mine[1] = 'c';
    })), 0);
    is("is seen", one[1], 'c');
    is("shared over fork", reap(child(one[2] = 'f')), 0);
    is("is seen", one[2], 'f');
    ok("msync", msync(one, 8192, MS_SYNC));
    ok("msync", msync(one, 8192, MS_ASYNC | MS_INVALIDATE));
    fails("msync, both", msync(one, 8192, MS_SYNC | MS_ASYNC), EINVAL);
    fails("msync, not at a page", msync(one + 1, 100, MS_SYNC), EINVAL);
    struct stat status;
    must(fstat(file, &status));
    is("writing in a map does not grow the file", status.st_size, 8192);

    // Growing and shrinking while it is mapped.
    signal(SIGBUS, handler);
    char *long_map = mmap(NULL, 4 * 4096, RW, MAP_SHARED, file, 0);
    is("behind the end", touch(long_map + 3 * 4096), SIGBUS);
    must(ftruncate(file, 4 * 4096));
    is("grown", touch(long_map + 3 * 4096), 0);
    must(ftruncate(file, 4096 + 100));
    is("shrunk", touch(long_map + 2 * 4096), SIGBUS);
    is("the last page", touch(long_map + 4096 + 99), 0);
    must(ftruncate(file, 4 * 4096));
    is("grown again: zeros", long_map[3 * 4096], 0);

    // Unlinked and closed: the memory stays.
    close(file);
    close(other);
    must(unlink("f"));
    one[5] = 'z';
    is("outlives file and name", long_map[5], 'z');

    char *anonymous = mmap(NULL, 4096, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    is("anonymous, over fork", reap(child({
        anonymous[0] = 'c';
        _exit(reap(child(anonymous[1] = 'g')));
    })), 0);
    yes("is shared", anonymous[0] == 'c' && anonymous[1] == 'g');
    int *counter = (int *)(anonymous + 64);
    for (int i = 0; i < 4; i++) child({ for (int k = 0; k < 10000; k++) __atomic_add_fetch(counter, 1, __ATOMIC_SEQ_CST); });
    while (wait(NULL) > 0) continue;
    is("by four at once", *counter, 40000);

    // Reads straight into a map, writes straight from it, of the same file too.
    file = must(open("g", O_RDWR | O_CREAT, 0600));
    must(write(file, "0123456789", 10));
    char *map = mmap(NULL, 4096, RW, MAP_SHARED, file, 0);
    must(pread(file, map + 5, 3, 0));
    yes("read into itself", memcmp(map, "0123401289", 10) == 0);
    must(pwrite(file, map + 8, 2, 0));
    yes("write from itself", memcmp(map, "89", 2) == 0);
    must(ftruncate(file, 0));
    fails("read to behind the end", pread(must(open("/proc/self/exe", O_RDONLY)), map, 10, 0), EFAULT);
    // O_APPEND and O_TRUNC through another open.
    int again = must(open("g", O_RDWR | O_TRUNC));
    must(write(again, "new", 3));
    yes("a new beginning", memcmp(map, "new", 3) == 0);
    // Private maps of a file that is mapped shared, too.
    char *private = mmap(NULL, 4096, RW, MAP_PRIVATE, file, 0);
    map[0] = 'N';
    is("a private map shows what is shared", private[0], 'N');
    private[1] = 'P';
    map[2] = 'W';
    yes("until it is written", private[1] == 'P' && map[1] == 'e');
    return finish();
}
