// chroot.
#include "guest.h"

int main(void) {
    must(mkdir("jail", 0755));
    must(mkdir("jail/sub", 0755));
    make_file("jail/f", "inside", 0644);
    make_file("f", "outside", 0644);
    must(symlink("/f", "jail/absolute"));
    must(symlink("../../../../f", "jail/sub/up"));
    int outside = must(open(".", O_RDONLY));
    fails("missing", chroot("x"), ENOENT);
    fails("not a directory", chroot("f"), ENOTDIR);
    is("in a child", reap(child({
        must(chdir("jail/sub"));
        ok("chroot", chroot(".."));
        text("/f", content_of("/f"), "inside");
        text("an absolute symlink", content_of("/absolute"), "inside");
        text("up and up", content_of("/../../../f"), "inside");
        text("a symlink up and up", content_of("up"), "inside");
        char path[100];
        text("cwd", getcwd(path, sizeof path), "/sub");
        must(chdir(".."));
        must(chdir(".."));
        text("cwd stops at the root", getcwd(path, sizeof path), "/");
        text("inherited", content_of("f"), "inside");
        is("by a child", reap(child({ text("/f", content_of("/f"), "inside"); })), 0);
        // A descriptor from outside still leads there: chroot alone is no jail.
        must(fchdir(outside));
        text("outside", content_of("f"), "outside");
        is("a path that cannot be said", syscall(SYS_getcwd, path, sizeof path) > 0, 1);
        is("unreachable", strncmp(path, "(unreachable)", 13), 0);
    })), 0);
    text("the parent's is unchanged", content_of("f"), "outside");
    char link[PATH_MAX] = {0};
    must(readlink("/proc/self/root", link, sizeof link));
    text("root", link, "/");
    return finish();
}
