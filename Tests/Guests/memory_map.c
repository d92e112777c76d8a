// mmap and munmap.
#include "guest.h"

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define RW (PROT_READ | PROT_WRITE)

int main(void) {
    char content[8193];
    memset(content, 'a', 4096);
    memset(content + 4096, 'b', 4000);
    content[8096] = 0;
    make_file("f", content, 0600);
    int file = must(open("f", O_RDWR)), readable = must(open("f", O_RDONLY)), writable = must(open("f", O_WRONLY));
    fails("no length", mmap(NULL, 0, RW, ANON, -1, 0), EINVAL);
    fails("no kind", mmap(NULL, 4096, RW, MAP_ANONYMOUS, -1, 0), EINVAL);
    fails("offset not of a page", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, file, 100), EINVAL);
    fails("not open", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 900, 0), EBADF);
    fails("not open for reading", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, writable, 0), EACCES);
    fails("shared and not open for writing", mmap(NULL, 4096, RW, MAP_SHARED, readable, 0), EACCES);
    fails("a directory", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, must(open(".", O_RDONLY)), 0), ENODEV);
    fails("fixed, not at a page", mmap((void *)0x10000001, 4096, RW, ANON | MAP_FIXED, -1, 0), EINVAL);
    fails("more than there is", mmap(NULL, 1UL << 47, RW, ANON, -1, 0), ENOMEM);

    char *map = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, readable, 0);
    yes("a file", map[0] == 'a' && map[4096] == 'b' && map[8095] == 'b');
    yes("zeros after its end", map[8096] == 0 && map[8191] == 0);
    char *second = mmap(NULL, 4096, RW, MAP_PRIVATE, readable, 4096);
    yes("from an offset", second[0] == 'b');
    second[0] = 'P';
    yes("private writing is not seen in another map", map[4096] == 'b');
    char buffer[16];
    must(pread(file, buffer, 1, 4096));
    is("nor in the file", buffer[0], 'b');
    must(pwrite(file, "F", 1, 0));
    yes("writing the file is seen in a map", map[0] == 'F');
    close(readable);
    yes("a map outlives its descriptor", map[1] == 'a');

    char *anonymous = mmap(NULL, 3 * 4096, RW, ANON, -1, 0);
    yes("zeroed", anonymous[0] == 0 && anonymous[3 * 4096 - 1] == 0);
    anonymous[4096] = 7;
    ok("a hole in the middle", munmap(anonymous + 4096, 4096));
    fails("it is gone", write(file, anonymous + 4096, 1), EFAULT);
    yes("fixed fills it", mmap(anonymous + 4096, 4096, RW, ANON | MAP_FIXED, -1, 0) == anonymous + 4096);
    is("anew", anonymous[4096], 0);
    anonymous[0] = 5;
    yes("fixed replaces", mmap(anonymous, 4096, RW, ANON | MAP_FIXED, -1, 0) == anonymous);
    is("what was there", anonymous[0], 0);
    fails("unless told not to", mmap(anonymous, 4096, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0), EEXIST);
    ok("munmap all", munmap(anonymous, 3 * 4096));
    ok("munmap of nothing", munmap(anonymous, 3 * 4096));
    yes("a hint is taken", mmap(anonymous, 4096, RW, ANON, -1, 0) == anonymous);
    fails("munmap, not at a page", munmap(anonymous + 1, 4096), EINVAL);
    fails("munmap, no length", munmap(anonymous, 0), EINVAL);
    char *low = mmap(NULL, 4096, RW, ANON | MAP_32BIT, -1, 0);
    yes("MAP_32BIT", (unsigned long)low < 1UL << 31);
    char *populated = mmap(NULL, 1 << 20, RW, ANON | MAP_POPULATE | MAP_NORESERVE, -1, 0);
    yes("populated", populated != MAP_FAILED && populated[1 << 19] == 0);
    yes("unknown flags do not matter", mmap(NULL, 4096, RW, ANON | MAP_DENYWRITE | MAP_EXECUTABLE | 0x10000000, -1, 0) != MAP_FAILED);
    fails("MAP_SHARED_VALIDATE: they do", mmap(NULL, 4096, RW, MAP_SHARED_VALIDATE | MAP_SYNC, file, 0), EOPNOTSUPP);
    char *large = mmap(NULL, 1UL << 32, PROT_NONE, ANON | MAP_NORESERVE, -1, 0);
    yes("much address space", large != MAP_FAILED);
    ok("back", munmap(large, 1UL << 32));

    // Many small maps, freed in another order.
    char *many[300];
    int bad = 0;
    for (int i = 0; i < 300; i++) {
        many[i] = mmap(NULL, 4096 * (1 + i % 5), RW, ANON, -1, 0);
        many[i][0] = i;
    }
    for (int i = 299; i >= 0; i -= 2) munmap(many[i], 4096 * (1 + i % 5));
    for (int i = 0; i < 300; i += 2) bad += many[i][0] != (char)i;
    is("many", bad, 0);

    // Programs are mapped, too: code from a file, run.
    static const unsigned char code[] = {0xb8, 42, 0, 0, 0, 0xc3};
    int program = must(open("code", O_RDWR | O_CREAT, 0700));
    must(write(program, code, sizeof code));
    int (*function)(void) = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, program, 0);
    is("code runs", function(), 42);
    return finish();
}
