// link, symlink, readlink, unlink.
#include "guest.h"

static int links(const char *path) {
    struct stat status;
    return lstat(path, &status) == 0 ? (int)status.st_nlink : -1;
}

int main(void) {
    make_file("f", "content", 0644);
    is("one", links("f"), 1);
    ok("link", link("f", "g"));
    is("two", links("f"), 2);
    struct stat one, two;
    must(stat("f", &one));
    must(stat("g", &two));
    yes("the same", one.st_ino == two.st_ino && one.st_dev == two.st_dev);
    fails("again", link("f", "g"), EEXIST);
    fails("missing", link("x", "y"), ENOENT);
    must(mkdir("d", 0755));
    fails("of a directory", link("d", "e"), EPERM);
    fails("into nothing", link("f", "no/x"), ENOENT);
    fails("with a slash", link("f/", "h"), ENOTDIR);
    ok("unlink", unlink("f"));
    is("one", links("g"), 1);
    text("the content stays", content_of("g"), "content");
    fails("unlink again", unlink("f"), ENOENT);
    int fd = must(open("g", O_RDWR));
    ok("unlink the last", unlink("g"));
    must(fstat(fd, &one));
    is("no link", one.st_nlink, 0);
    is("still readable", ({ char b[10]; read(fd, b, 10); }), 7);
    is("and writable", write(fd, "more", 4), 4);

    ok("symlink", symlink("any/thing at all", "s"));
    char buffer[100];
    is("readlink", readlink("s", buffer, 100), 16);
    is("cut", readlink("s", buffer, 3), 3);
    yes("without an end", memcmp(buffer, "any", 3) == 0);
    fails("of a directory", readlink("d", buffer, 100), EINVAL);
    fails("missing", readlink("x", buffer, 100), ENOENT);
    fails("no room", readlink("s", buffer, 0), EINVAL);
    fails("negative room", readlink("s", buffer, -1), EINVAL);
    fails("to nowhere", readlink("s", wild, 10), EFAULT);
    fails("in the way", symlink("a", "s"), EEXIST);
    fails("empty", symlink("", "t"), ENOENT);
    char longest[5000];
    memset(longest, 'x', sizeof longest);
    longest[4096] = 0;
    fails("too long", symlink(longest, "t"), ENAMETOOLONG);
    ok("unlink the symlink", unlink("s"));
    int many = 0;
    make_file("m", "", 0600);
    char name[20];
    for (; many < 200; many++) {
        snprintf(name, sizeof name, "m%d", many);
        if (link("m", name) == -1) break;
    }
    is("two hundred links", links("m"), many + 1);
    for (int i = 0; i < many; i++) {
        snprintf(name, sizeof name, "m%d", i);
        must(unlink(name));
    }
    is("one", links("m"), 1);
    ok("mkdir", mkdir("d/e", 0755));
    fails("rmdir of what is not empty", rmdir("d"), ENOTEMPTY);
    fails("rmdir of a file", rmdir("m"), ENOTDIR);
    fails("rmdir of nothing", rmdir("x"), ENOENT);
    ok("rmdir", rmdir("d/e"));
    ok("rmdir", rmdir("d"));
    return finish();
}
