// stat, statx, statfs.
#include "guest.h"
#include <sys/statfs.h>
#include <sys/sysmacros.h>

int main(void) {
    make_file("f", "hello", 0640);
    struct stat status, other;
    ok("stat", stat("f", &status));
    is("mode", status.st_mode, S_IFREG | 0640);
    is("size", status.st_size, 5);
    is("links", status.st_nlink, 1);
    is("uid", status.st_uid, geteuid());
    yes("inode", status.st_ino != 0);
    yes("block size", status.st_blksize >= 512);
    yes("blocks", status.st_blocks <= 16);
    int fd = must(open("f", O_RDONLY));
    ok("fstat", fstat(fd, &other));
    yes("the same", memcmp(&status, &other, offsetof(struct stat, st_atim)) == 0);
    must(rename("f", "g"));
    must(fstat(fd, &other));
    is("a new name, the same inode", status.st_ino == other.st_ino, 1);
    fails("missing", stat("f", &status), ENOENT);
    fails("not open", fstat(900, &status), EBADF);
    fails("to nowhere", syscall(SYS_stat, "g", wild), EFAULT);
    must(mkdir("d", 0755));
    must(stat("d", &status));
    yes("a directory", S_ISDIR(status.st_mode));
    must(stat("/dev/null", &status));
    yes("a device", S_ISCHR(status.st_mode));
    is("its number", status.st_rdev, makedev(1, 3));
    int pipes[2];
    must(pipe(pipes));
    must(fstat(pipes[0], &status));
    must(fstat(pipes[1], &other));
    is("both ends are one inode", status.st_ino == other.st_ino, 1);

    struct statx extended;
    memset(&extended, 0xff, sizeof extended);
    ok("statx", statx(AT_FDCWD, "g", 0, STATX_BASIC_STATS, &extended));
    is("what it knows", extended.stx_mask & STATX_BASIC_STATS, STATX_BASIC_STATS);
    is("size", extended.stx_size, 5);
    is("mode", extended.stx_mode, S_IFREG | 0640);
    must(stat("g", &status));
    is("inode", extended.stx_ino, status.st_ino);
    is("device", makedev(extended.stx_dev_major, extended.stx_dev_minor), status.st_dev);
    is("time", extended.stx_mtime.tv_nsec, status.st_mtim.tv_nsec);
    ok("of a descriptor", statx(fd, "", AT_EMPTY_PATH, STATX_SIZE, &extended));
    ok("of a symlink", (symlink("nothing", "s"), statx(AT_FDCWD, "s", AT_SYMLINK_NOFOLLOW, STATX_TYPE, &extended)));
    yes("is one", S_ISLNK(extended.stx_mode));
    fails("missing", statx(AT_FDCWD, "x", 0, STATX_ALL, &extended), ENOENT);
    fails("unknown flag", statx(AT_FDCWD, "g", 0x40000, STATX_ALL, &extended), EINVAL);
    fails("reserved", statx(AT_FDCWD, "g", 0, 0x80000000, &extended), EINVAL);
    fails("to nowhere", statx(AT_FDCWD, "g", 0, STATX_ALL, wild), EFAULT);

    struct statfs system;
    ok("statfs", statfs(".", &system));
    yes("magic", system.f_type != 0);
    yes("block size", system.f_bsize >= 512);
    yes("free is not more than all", system.f_bfree <= system.f_blocks && system.f_bavail <= system.f_blocks);
    is("longest name", system.f_namelen, 255);
    ok("fstatfs", fstatfs(fd, &system));
    ok("of a pipe", fstatfs(pipes[0], &system));
    is("magic", system.f_type, 0x50495045);
    ok("of /proc", statfs("/proc", &system));
    is("magic", system.f_type, 0x9fa0);
    fails("missing", statfs("x", &system), ENOENT);
    return finish();
}
