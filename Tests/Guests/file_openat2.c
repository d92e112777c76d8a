// openat2: where a path may lead.
#include "guest.h"
#include <linux/openat2.h>

static long open_how(int directory, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve) {
    struct open_how how = {flags, mode, resolve};
    long result = syscall(SYS_openat2, directory, path, &how, sizeof how);
    if (result >= 0) close(result);
    return result < 0 ? -1 : 0;
}

int main(void) {
    must(mkdir("d", 0755));
    must(mkdir("d/sub", 0755));
    make_file("d/f", "inside", 0644);
    make_file("f", "outside", 0644);
    must(symlink("f", "d/link"));
    must(symlink("../f", "d/up"));
    must(symlink("/f", "d/absolute"));
    must(symlink("sub/../f", "d/round"));
    int directory = must(open("d", O_PATH | O_DIRECTORY));
    ok("plain", open_how(directory, "f", O_RDONLY, 0, 0));
    ok("link", open_how(directory, "link", O_RDONLY, 0, 0));
    ok("make", open_how(directory, "new", O_RDWR | O_CREAT, 0600, RESOLVE_BENEATH));

    ok("beneath", open_how(directory, "f", O_RDONLY, 0, RESOLVE_BENEATH));
    ok("there and back", open_how(directory, "sub/../f", O_RDONLY, 0, RESOLVE_BENEATH));
    ok("a link beneath", open_how(directory, "round", O_RDONLY, 0, RESOLVE_BENEATH));
    fails("above", open_how(directory, "../f", O_RDONLY, 0, RESOLVE_BENEATH), EXDEV);
    fails("a link above", open_how(directory, "up", O_RDONLY, 0, RESOLVE_BENEATH), EXDEV);
    fails("absolute", open_how(directory, "/", O_RDONLY, 0, RESOLVE_BENEATH), EXDEV);
    fails("absolute link", open_how(directory, "absolute", O_RDONLY, 0, RESOLVE_BENEATH), EXDEV);
    fails("absolute link to make", open_how(directory, "absolute", O_RDWR | O_CREAT, 0600, RESOLVE_BENEATH), EXDEV);

    ok("in root, above stays", open_how(directory, "../f", O_RDONLY, 0, RESOLVE_IN_ROOT));
    ok("in root, absolute", open_how(directory, "/f", O_RDONLY, 0, RESOLVE_IN_ROOT));
    ok("in root, absolute link", open_how(directory, "absolute", O_RDONLY, 0, RESOLVE_IN_ROOT));
    ok("in root, link up", open_how(directory, "up", O_RDONLY, 0, RESOLVE_IN_ROOT));
    fails("in root, not what is outside", open_how(directory, "/d", O_RDONLY, 0, RESOLVE_IN_ROOT), ENOENT);

    fails("no links", open_how(directory, "link", O_RDONLY, 0, RESOLVE_NO_SYMLINKS), ELOOP);
    ok("but files", open_how(directory, "f", O_RDONLY, 0, RESOLVE_NO_SYMLINKS));
    ok("the link itself", open_how(directory, "link", O_PATH | O_NOFOLLOW, 0, RESOLVE_NO_SYMLINKS));
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", directory);
    ok("a magic link", open_how(AT_FDCWD, path, O_RDONLY, 0, 0));
    fails("no magic links", open_how(AT_FDCWD, path, O_RDONLY, 0, RESOLVE_NO_MAGICLINKS), ELOOP);
    ok("ordinary ones", open_how(directory, "link", O_RDONLY, 0, RESOLVE_NO_MAGICLINKS));
    fails("another mount", open_how(AT_FDCWD, "/proc/version", O_RDONLY, 0, RESOLVE_NO_XDEV), EXDEV);
    ok("the same mount", open_how(directory, "f", O_RDONLY, 0, RESOLVE_NO_XDEV));

    fails("mode without file", open_how(directory, "f", O_RDONLY, 0600, 0), EINVAL);
    fails("unknown flag", open_how(directory, "f", 1ull << 40, 0, 0), EINVAL);
    fails("unknown resolve", open_how(directory, "f", O_RDONLY, 0, 1 << 20), EINVAL);
    fails("both", open_how(directory, "f", O_RDONLY, 0, RESOLVE_BENEATH | RESOLVE_IN_ROOT), EINVAL);
    fails("path with more", open_how(directory, "f", O_PATH | O_RDWR, 0, 0), EINVAL);
    fails("odd mode", open_how(directory, "g", O_CREAT | O_RDWR, 0100000, 0), EINVAL);
    struct { struct open_how how; uint64_t more; } large = {.more = 0};
    fails("too small", syscall(SYS_openat2, directory, "f", &large, 8), EINVAL);
    ok("larger, and zero", syscall(SYS_openat2, directory, "f", &large, sizeof large));
    large.more = 1;
    fails("larger, and not", syscall(SYS_openat2, directory, "f", &large, sizeof large), E2BIG);
    fails("bad address", syscall(SYS_openat2, directory, "f", wild, 24), EFAULT);
    return finish();
}
