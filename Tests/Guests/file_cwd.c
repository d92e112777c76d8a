// The working directory.
#include "guest.h"

int main(void) {
    char start[PATH_MAX], path[PATH_MAX], expected[PATH_MAX + 20];
    int length = syscall(SYS_getcwd, start, sizeof start);
    is("getcwd's own length counts the end", length, strlen(start) + 1);
    must(mkdir("d", 0755));
    must(mkdir("d/e", 0755));
    make_file("f", "", 0644);
    must(symlink("d/e", "s"));
    ok("chdir", chdir("s"));
    snprintf(expected, sizeof expected, "%s/d/e", start);
    text("symlinks are resolved", getcwd(path, sizeof path), expected);
    ok("..", chdir(".."));
    fails("to a file", chdir("../f"), ENOTDIR);
    fails("to nothing", chdir("x"), ENOENT);
    fails("empty", chdir(""), ENOENT);
    fails("from nowhere", chdir(wild), EFAULT);
    fails("no room", syscall(SYS_getcwd, path, 3), ERANGE);
    fails("to nowhere", syscall(SYS_getcwd, wild, sizeof path), EFAULT);
    int directory = must(open("e", O_RDONLY)), file = must(open("../f", O_RDONLY));
    ok("fchdir", fchdir(directory));
    text("there", getcwd(path, sizeof path), expected);
    fails("fchdir to a file", fchdir(file), ENOTDIR);
    fails("fchdir, not open", fchdir(900), EBADF);
    is("a child's own", reap(child(must(chdir("/")))), 0);
    text("is its own", getcwd(path, sizeof path), expected);
    // Deeper than any path can say.
    must(chdir(start));
    int depth = 0;
    char name[201];
    memset(name, 'n', 200);
    name[200] = 0;
    while (depth < 30 && mkdir(name, 0700) == 0 && chdir(name) == 0) depth++;
    is("thirty deep", depth, 30);
    fails("too long to say", syscall(SYS_getcwd, path, sizeof path), ENAMETOOLONG);
    make_file("here", "x", 0600);
    ok("relative paths work", access("here", F_OK));
    must(unlink("here"));
    for (int i = 0; i < 30; i++) {
        must(chdir(".."));
        must(rmdir(name));
    }
    text("and back", getcwd(path, sizeof path), start);
    ok("root", chdir("/"));
    text("/", getcwd(path, sizeof path), "/");
    return finish();
}
