// rename and renameat2.
#include "guest.h"

static int exchange(const char *one, const char *two, unsigned flags) {
    return syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, two, flags);
}

int main(void) {
    make_file("a", "a", 0644);
    make_file("b", "b", 0644);
    must(mkdir("d", 0755));
    must(mkdir("e", 0755));
    ok("to a new name", rename("a", "c"));
    fails("the old is gone", access("a", F_OK), ENOENT);
    int open_file = must(open("b", O_RDONLY));
    ok("over a file", rename("c", "b"));
    text("replaced", content_of("b"), "a");
    char byte;
    is("what was open stays", read(open_file, &byte, 1) * 1000 + byte, 1000 + 'b');
    ok("onto itself", rename("b", "b"));
    must(link("b", "same"));
    ok("onto another link of itself", rename("b", "same"));
    ok("does nothing", access("b", F_OK));
    fails("a file over a directory", rename("b", "d"), EISDIR);
    fails("a directory over a file", rename("d", "b"), ENOTDIR);
    ok("a directory over an empty one", rename("d", "e"));
    must(mkdir("d", 0755));
    make_file("e/f", "f", 0644);
    fails("over one that is not empty", rename("d", "e"), ENOTEMPTY);
    fails("into itself", rename("e", "e/x"), EINVAL);
    must(mkdir("e/g", 0755));
    fails("into its own child", rename("e", "e/g/x"), EINVAL);
    fails("over its own parent", rename("e/g", "e"), ENOTEMPTY);
    ok("into another directory", rename("e/f", "d/f"));
    ok("a directory, too", rename("e/g", "d/g"));
    struct stat status, parent;
    must(stat("d/g/..", &status));
    must(stat("d", &parent));
    is("its .. follows", status.st_ino == parent.st_ino, 1);
    fails("missing", rename("x", "y"), ENOENT);
    fails("to nothing", rename("b", "no/y"), ENOENT);
    fails(".", rename(".", "y"), EBUSY);
    fails("..", rename("d/..", "y"), EBUSY);
    fails("to .", rename("d", "."), EBUSY);
    fails("a file, with a slash", rename("b", "y/"), ENOTDIR);
    ok("a directory, with a slash", rename("d", "z/"));
    ok("from a slash", rename("z/", "d"));
    must(symlink("b", "s"));
    ok("a symlink itself", rename("s", "t"));
    must(lstat("t", &status));
    yes("is still one", S_ISLNK(status.st_mode));

    make_file("one", "1", 0644);
    make_file("two", "2", 0644);
    fails("not over anything", exchange("one", "two", 1), EEXIST);
    ok("to a new name", exchange("one", "three", 1));
    int result = exchange("three", "two", 2);
    yes("exchange, or not here", result == 0 || errno == EINVAL);
    if (result == 0) yes("exchanged", content_of("two")[0] == '1' && content_of("three")[0] == '2');
    else yes("exchanged", 1);
    if (result == 0) fails("exchange with nothing", exchange("two", "nothing", 2), ENOENT);
    else out("exchange with nothing: ENOENT\n"), checks++;
    fails("both", exchange("one", "two", 3), EINVAL);
    fails("unknown flag", exchange("one", "two", 0x100), EINVAL);
    // Over many times, as programs that save atomically do.
    for (int i = 0; i < 100; i++) {
        char text_now[10];
        snprintf(text_now, sizeof text_now, "%d", i);
        make_file("new", text_now, 0644);
        must(rename("new", "saved"));
    }
    text("saved", content_of("saved"), "99");
    return finish();
}
