// The walk along a path.
#include "guest.h"

static ino_t inode(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 ? status.st_ino : 0;
}
static int get(const char *path) {
    struct stat status;
    return stat(path, &status);
}

int main(void) {
    must(mkdir("a", 0755));
    must(mkdir("a/b", 0755));
    make_file("a/b/f", "", 0644);
    must(symlink("a/b", "to-b"));
    must(symlink("..", "a/b/up"));
    must(symlink("f", "a/b/here"));
    char here[PATH_MAX], absolute[PATH_MAX + 20];
    must(getcwd(here, sizeof here));
    snprintf(absolute, sizeof absolute, "%s/a", here);
    must(symlink(absolute, "absolute"));
    ino_t file = inode("a/b/f");
    const char *same[] = {"a//b///f", "./a/./b/./f", "a/b/../b/f", "to-b/f", "a/b/here", "to-b/up/b/f", "absolute/b/f",
                          "a/b/up/b/up/b/up/b/f", "to-b/../b/f"};
    for (unsigned i = 0; i < sizeof same / sizeof *same; i++) is(same[i], inode(same[i]) == file, 1);
    is(".. of a symlink is that of where it points", inode("to-b/..") == inode("a"), 1);
    is("/.. is /", inode("/..") == inode("/"), 1);
    is("/../../.. is /", inode("/../../..") == inode("/"), 1);
    ok("a slash after a directory", get("a/"));
    ok("after a symlink to one", get("to-b/"));
    fails("after a file", get("a/b/f/"), ENOTDIR);
    fails(". below a file", get("a/b/f/."), ENOTDIR);
    fails(".. below a file", get("a/b/f/.."), ENOTDIR);
    fails("missing in the middle", get("a/x/../b"), ENOENT);
    fails("empty", get(""), ENOENT);
    struct stat status;
    must(lstat("to-b", &status));
    yes("lstat sees the symlink", S_ISLNK(status.st_mode));
    is("its length", status.st_size, 3);
    must(lstat("to-b/", &status));
    yes("a slash: what it points to", S_ISDIR(status.st_mode));

    must(symlink("loop2", "loop1"));
    must(symlink("loop1", "loop2"));
    fails("a loop", get("loop1"), ELOOP);
    fails("in the middle", get("loop1/x"), ELOOP);
    ok("lstat of a loop", lstat("loop1", &status));
    fails("removing below a loop", unlink("loop1/x"), ELOOP);
    char from[20], to[20];
    make_file("0", "", 0600);
    for (int i = 1; i <= 41; i++) {
        snprintf(from, sizeof from, "%d", i - 1);
        snprintf(to, sizeof to, "%d", i);
        must(symlink(from, to));
    }
    ok("forty symlinks", get("40"));
    fails("forty-one", get("41"), ELOOP);
    must(symlink("", "x") == -1 ? 0 : -1);
    is("an empty symlink cannot be made", errno, ENOENT);

    // What the last component may be, call by call.
    fails("mkdir .", mkdir(".", 0700), EEXIST);
    fails("mkdir ..", mkdir("a/..", 0700), EEXIST);
    fails("mkdir of a symlink", mkdir("to-b", 0700), EEXIST);
    must(symlink("dangling-target", "dangling"));
    fails("mkdir of a dangling symlink", mkdir("dangling", 0700), EEXIST);
    ok("mkdir with a slash", mkdir("new/", 0700));
    fails("rmdir .", rmdir("new/."), EINVAL);
    fails("rmdir ..", rmdir("a/b/.."), ENOTEMPTY);
    fails("rmdir of a symlink", rmdir("to-b"), ENOTDIR);
    fails("rmdir of a symlink with a slash", rmdir("to-b/"), ENOTDIR);
    fails("unlink .", unlink("."), EISDIR);
    fails("unlink of a file with a slash", unlink("a/b/f/"), ENOTDIR);
    fails("unlink of a directory", unlink("a"), EISDIR);
    fails("mkdir below a file", mkdir("a/b/f/x", 0700), ENOTDIR);
    fails("rmdir /", rmdir("/"), EBUSY);

    // The working directory moves with its directory.
    must(chdir("a/b"));
    must(rename("../../a", "../../moved"));
    char cwd[PATH_MAX];
    text("moved along", strstr(getcwd(cwd, sizeof cwd), "/moved"), "/moved/b");
    ok("relative paths work", get("f"));
    ok(".. too", get("../../to-b") == -1 ? access("../../0", F_OK) : -1);
    return finish();
}
