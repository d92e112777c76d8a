// open and openat: flags and refusals.
#include "guest.h"

static int mode_of(int fd) {
    struct stat status;
    must(fstat(fd, &status));
    return status.st_mode & 07777;
}

int main(void) {
    char buffer[20];
    fails("missing", open("f", O_RDONLY), ENOENT);
    int fd = ok("create", open("f", O_CREAT | O_WRONLY, 0640));
    is("mode", mode_of(fd), 0640);
    fails("reading what is open for writing", read(fd, buffer, 1), EBADF);
    is("write", write(fd, "hello", 5), 5);
    fails("create again, exclusively", open("f", O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST);
    int reader = ok("read", open("f", O_RDONLY));
    fails("writing what is open for reading", write(reader, "x", 1), EBADF);
    is("the lowest number", (close(fd), open("f", O_RDONLY)), fd);
    close(fd);
    fd = ok("truncate", open("f", O_RDWR | O_TRUNC));
    is("empty", lseek(fd, 0, SEEK_END), 0);
    int append = must(open("f", O_WRONLY | O_APPEND));
    must(write(fd, "12345", 5));
    must(write(append, "6", 1));
    lseek(append, 0, SEEK_SET);
    must(write(append, "7", 1));
    text("O_APPEND", content_of("f"), "1234567");
    is("flags", fcntl(append, F_GETFL) & ~0100000, O_WRONLY | O_APPEND);
    is("flags of creation are not kept", fcntl(must(open("g", O_CREAT | O_RDWR | O_TRUNC | O_EXCL, 0600)), F_GETFL) & ~0100000, O_RDWR);
    is("O_CLOEXEC", fcntl(must(open("f", O_RDONLY | O_CLOEXEC)), F_GETFD), FD_CLOEXEC);
    is("a mode without permission, opened by its maker", ({
        int mine = open("none", O_CREAT | O_RDWR, 0);
        write(mine, "x", 1);
    }), 1);

    must(mkdir("d", 0755));
    fails("a directory, to write", open("d", O_WRONLY), EISDIR);
    fails("a directory, to read and write", open("d", O_RDWR), EISDIR);
    fails("a directory, to cut", open("d", O_RDONLY | O_TRUNC), EISDIR);
    fails("a directory, to create", open("d", O_RDONLY | O_CREAT, 0600), EISDIR);
    int directory = ok("a directory", open("d", O_RDONLY | O_DIRECTORY));
    fails("reading it", read(directory, buffer, 10), EISDIR);
    fails("a file with O_DIRECTORY", open("f", O_RDONLY | O_DIRECTORY), ENOTDIR);
    fails("a file with a slash", open("f/", O_RDONLY), ENOTDIR);
    fails("a new file with a slash", open("new/", O_RDWR | O_CREAT, 0600), EISDIR);
    fails("below a file", open("f/x", O_RDONLY), ENOTDIR);
    fails("below nothing", open("no/x", O_CREAT | O_RDWR, 0600), ENOENT);
    fails("empty", open("", O_RDONLY), ENOENT);
    fails("from nowhere", syscall(SYS_open, wild, O_RDONLY), EFAULT);

    must(symlink("f", "link"));
    must(symlink("nothing", "dangling"));
    ok("through a symlink", open("link", O_RDONLY));
    fails("O_NOFOLLOW", open("link", O_RDONLY | O_NOFOLLOW), ELOOP);
    ok("O_NOFOLLOW of a file", open("f", O_RDONLY | O_NOFOLLOW));
    fails("a dangling one", open("dangling", O_RDONLY), ENOENT);
    fails("exclusively", open("dangling", O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST);
    ok("creates what it points to", open("dangling", O_CREAT | O_RDWR, 0600));
    ok("it is there", access("nothing", F_OK));

    int path = ok("O_PATH", open("f", O_PATH));
    fails("reading", read(path, buffer, 1), EBADF);
    fails("fchmod", fchmod(path, 0600), EBADF);
    fails("ioctl", ioctl(path, FIONREAD, buffer), EBADF);
    struct stat status;
    ok("fstat", fstat(path, &status));
    ok("dup", dup(path));
    is("flags", fcntl(path, F_GETFL), O_PATH);
    int symlink_itself = ok("O_PATH of a symlink", open("link", O_PATH | O_NOFOLLOW));
    is("read it", readlinkat(symlink_itself, "", buffer, sizeof buffer), 1);
    int directory_path = must(open("d", O_PATH));
    ok("create below", openat(directory_path, "below", O_CREAT | O_RDWR, 0600));
    ok("fchdir", fchdir(directory_path));
    ok("here", access("below", F_OK));
    must(chdir(".."));
    fails("openat, not a directory", openat(reader, "x", O_RDONLY), ENOTDIR);
    fails("openat, not open", openat(900, "x", O_RDONLY), EBADF);
    ok("openat, absolute: the descriptor does not matter", openat(900, "/", O_RDONLY));

    int temporary = open(".", O_TMPFILE | O_RDWR, 0600);
    yes("O_TMPFILE works or is not supported", temporary >= 0 || errno == EOPNOTSUPP);
    if (temporary >= 0) {
        must(write(temporary, "x", 1));
        must(fstat(temporary, &status));
        is("no name", status.st_nlink, 0);
    } else is("no name", 0, 0);
    // O_EXCL keeps it from ever getting a name, and one that lost its name never gets another.
    int nameless = open(".", O_TMPFILE | O_RDWR | O_EXCL, 0600), nameable = open(".", O_TMPFILE | O_RDWR, 0600);
    char proc[40], other[40];
    snprintf(proc, sizeof proc, "/proc/self/fd/%d", nameless);
    snprintf(other, sizeof other, "/proc/self/fd/%d", nameable);
    yes("flags are kept", nameless < 0 || (fcntl(nameless, F_GETFL) & O_TMPFILE) == O_TMPFILE);
    fails("no name", linkat(AT_FDCWD, proc, AT_FDCWD, "named", AT_SYMLINK_FOLLOW), ENOENT);
    if (nameable >= 0) must(linkat(AT_FDCWD, other, AT_FDCWD, "named", AT_SYMLINK_FOLLOW));
    else creat("named", 0600);
    ok("its name", unlink("named"));
    fails("none again", linkat(AT_FDCWD, other, AT_FDCWD, "named", AT_SYMLINK_FOLLOW), ENOENT);
    fails("O_TMPFILE and O_CREAT", open(".", O_TMPFILE | O_CREAT | O_RDWR, 0600), EINVAL);
    fails("a directory without cache", open("d", O_RDONLY | O_DIRECT), EINVAL);
    fails("O_TMPFILE for reading", open(".", O_TMPFILE | O_RDONLY, 0600), EINVAL);
    ok("creat", creat("c", 0600));
    // The number of symbolic links and the length of a name are limited.
    char name[5000];
    memset(name, 'n', sizeof name);
    name[255] = 0;
    ok("255 bytes", open(name, O_CREAT | O_RDWR, 0600));
    name[255] = 'n', name[256] = 0;
    fails("256 bytes", open(name, O_CREAT | O_RDWR, 0600), ENAMETOOLONG);
    for (int i = 0; i < 4998; i += 2) name[i] = '.', name[i + 1] = '/';
    name[4094] = 'f', name[4095] = 0;
    ok("4095 bytes", open(name, O_RDONLY));
    name[4095] = '/', name[4096] = 0;
    fails("4096 bytes", open(name, O_RDONLY), ENAMETOOLONG);
    // Without a free descriptor no file is made, or cut.
    struct rlimit files;
    must(getrlimit(RLIMIT_NOFILE, &files));
    files.rlim_cur = 3;
    must(setrlimit(RLIMIT_NOFILE, &files));
    fails("no descriptor", open("unmade", O_CREAT | O_RDWR, 0600), EMFILE);
    fails("no descriptor", open("f", O_TRUNC | O_RDWR), EMFILE);
    fails("not made", access("unmade", F_OK), ENOENT);
    must(stat("f", &status));
    is("not cut", status.st_size, 7);
    return finish();
}
