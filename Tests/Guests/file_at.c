// The calls that take a directory descriptor.
#include "guest.h"

int main(void) {
    must(mkdir("d", 0755));
    make_file("d/f", "content", 0644);
    int d = must(open("d", O_RDONLY | O_DIRECTORY)), f = must(open("d/f", O_RDONLY));
    struct stat status;
    ok("fstatat", fstatat(d, "f", &status, 0));
    is("size", status.st_size, 7);
    fails("not a directory", fstatat(f, "x", &status, 0), ENOTDIR);
    fails("not open", fstatat(900, "x", &status, 0), EBADF);
    fails("empty name", fstatat(f, "", &status, 0), ENOENT);
    ok("empty name, allowed", fstatat(f, "", &status, AT_EMPTY_PATH));
    ok("of the working directory", fstatat(AT_FDCWD, "", &status, AT_EMPTY_PATH));
    yes("is a directory", S_ISDIR(status.st_mode));
    fails("unknown flag", fstatat(d, "f", &status, 0x40), EINVAL);
    ok("mkdirat", mkdirat(d, "sub", 0700));
    fails("again", mkdirat(d, "sub", 0700), EEXIST);
    ok("symlinkat", symlinkat("f", d, "link"));
    ok("fstatat, the symlink", fstatat(d, "link", &status, AT_SYMLINK_NOFOLLOW));
    yes("is one", S_ISLNK(status.st_mode));
    char buffer[10] = {0};
    is("readlinkat", readlinkat(d, "link", buffer, 10), 1);
    fails("readlinkat of a file", readlinkat(d, "f", buffer, 10), EINVAL);
    fails("no room", readlinkat(d, "link", buffer, 0), EINVAL);
    ok("linkat", linkat(d, "f", AT_FDCWD, "hard", 0));
    ok("linkat of a symlink", linkat(d, "link", d, "link2", 0));
    fstatat(d, "link2", &status, AT_SYMLINK_NOFOLLOW);
    yes("is the symlink", S_ISLNK(status.st_mode));
    ok("linkat through it", linkat(d, "link", d, "link3", AT_SYMLINK_FOLLOW));
    fstatat(d, "link3", &status, AT_SYMLINK_NOFOLLOW);
    is("is the file", status.st_nlink, 3);
    fails("unlinkat of a directory", unlinkat(d, "sub", 0), EISDIR);
    fails("rmdir of a file", unlinkat(d, "f", AT_REMOVEDIR), ENOTDIR);
    fails("unknown flag", unlinkat(d, "f", 1), EINVAL);
    ok("rmdir", unlinkat(d, "sub", AT_REMOVEDIR));
    ok("renameat", renameat(d, "link3", AT_FDCWD, "moved"));
    ok("faccessat", faccessat(d, "f", R_OK, 0));
    fails("faccessat", faccessat(d, "missing", F_OK, 0), ENOENT);
    fails("faccessat, mode", faccessat(d, "f", 8, 0), EINVAL);
    ok("faccessat of the symlink itself", faccessat(d, "link", F_OK, AT_SYMLINK_NOFOLLOW));
    ok("fchmodat", fchmodat(d, "f", 0600, 0));
    fstatat(d, "f", &status, 0);
    is("mode", status.st_mode & 07777, 0600);
    ok("fchownat, nothing", fchownat(d, "f", -1, -1, 0));
    ok("fchownat of the descriptor", fchownat(f, "", -1, -1, AT_EMPTY_PATH));
    ok("mkfifoat", mkfifoat(d, "fifo", 0600));
    struct timespec times[2] = {{1, 2}, {3, 4}};
    ok("utimensat", utimensat(d, "f", times, 0));
    ok("openat", openat(d, "new", O_CREAT | O_RDWR, 0600));
    // A directory that was removed: nothing can be made in it.
    must(mkdir("gone", 0700));
    int gone = must(open("gone", O_RDONLY));
    must(rmdir("gone"));
    fails("openat in a removed one", openat(gone, "x", O_CREAT | O_RDWR, 0600), ENOENT);
    fails("mkdirat in a removed one", mkdirat(gone, "x", 0700), ENOENT);
    ok("fstat of it", fstat(gone, &status));
    is("no links", status.st_nlink, 0);
    ok(". in it", openat(gone, ".", O_RDONLY));
    return finish();
}
