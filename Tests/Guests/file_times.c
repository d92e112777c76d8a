// Time stamps.
#include "guest.h"
#include <utime.h>

static struct stat status;
static void look(const char *path) { must(lstat(path, &status)); }
static int after(struct timespec one, struct timespec two) {
    return one.tv_sec > two.tv_sec || (one.tv_sec == two.tv_sec && one.tv_nsec > two.tv_nsec);
}

int main(void) {
    make_file("f", "x", 0600);
    look("f");
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    yes("made just now", now.tv_sec - status.st_mtim.tv_sec <= 2);
    struct timespec times[2] = {{1000, 111}, {2000, 222}};
    ok("utimensat", utimensat(AT_FDCWD, "f", times, 0));
    look("f");
    is("access", status.st_atim.tv_sec * 1000 + status.st_atim.tv_nsec, 1000111);
    is("change", status.st_mtim.tv_sec * 1000 + status.st_mtim.tv_nsec, 2000222);
    yes("of the inode: now", now.tv_sec - status.st_ctim.tv_sec <= 2);
    times[0].tv_nsec = UTIME_OMIT;
    times[1] = (struct timespec){3000, 333};
    ok("leaving one out", utimensat(AT_FDCWD, "f", times, 0));
    look("f");
    is("kept", status.st_atim.tv_sec, 1000);
    is("set", status.st_mtim.tv_sec, 3000);
    times[0].tv_nsec = UTIME_NOW;
    times[1].tv_nsec = UTIME_OMIT;
    ok("now", utimensat(AT_FDCWD, "f", times, 0));
    look("f");
    yes("now", now.tv_sec - status.st_atim.tv_sec <= 2 && status.st_mtim.tv_sec == 3000);
    times[1].tv_nsec = 2000000000;
    fails("no such time", utimensat(AT_FDCWD, "f", times, 0), EINVAL);
    fails("unknown flag", utimensat(AT_FDCWD, "f", NULL, 1), EINVAL);
    fails("missing", utimensat(AT_FDCWD, "x", NULL, 0), ENOENT);
    fails("from nowhere", utimensat(AT_FDCWD, "f", wild, 0), EFAULT);
    int fd = must(open("f", O_RDONLY));
    times[0] = (struct timespec){-5, 0};
    times[1] = (struct timespec){5000000000, 0};
    ok("futimens, before and far after", futimens(fd, times));
    look("f");
    is("1969", status.st_atim.tv_sec, -5);
    yes("2128", status.st_mtim.tv_sec == 5000000000);
    must(symlink("f", "s"));
    times[0] = times[1] = (struct timespec){77, 0};
    ok("of a symlink itself", utimensat(AT_FDCWD, "s", times, AT_SYMLINK_NOFOLLOW));
    look("s");
    is("set", status.st_mtim.tv_sec, 77);
    look("f");
    yes("not the file's", status.st_mtim.tv_sec != 77);
    ok("through it", utimensat(AT_FDCWD, "s", times, 0));
    look("f");
    is("the file's", status.st_mtim.tv_sec, 77);
    struct utimbuf old = {10, 20};
    ok("utime", utime("f", &old));
    struct timeval micro[2] = {{30, 500000}, {40, 600000}};
    ok("utimes", utimes("f", micro));
    look("f");
    is("microseconds", status.st_mtim.tv_nsec, 600000000);
    micro[0].tv_usec = 1000000;
    fails("too many", utimes("f", micro), EINVAL);

    // What changes which.
    micro[0].tv_usec = 0;
    must(utimes("f", micro));
    must(chmod("f", 0640));
    look("f");
    is("chmod leaves the content's time", status.st_mtim.tv_sec, 40);
    struct timespec inode_time = status.st_ctim;
    pause_ms(15);
    must(write(must(open("f", O_WRONLY)), "y", 1));
    look("f");
    yes("write changes both", status.st_mtim.tv_sec > 1000 && after(status.st_ctim, inode_time));
    must(mkdir("d", 0700));
    must(utimensat(AT_FDCWD, "d", times, 0));
    make_file("d/x", "", 0600);
    look("d");
    yes("a new entry changes its directory", status.st_mtim.tv_sec > 1000);
    must(utimensat(AT_FDCWD, "d", times, 0));
    must(unlink("d/x"));
    look("d");
    yes("a removed one, too", status.st_mtim.tv_sec > 1000);
    inode_time = (look("f"), status.st_ctim);
    pause_ms(15);
    must(link("f", "g"));
    look("f");
    yes("link changes the inode's", after(status.st_ctim, inode_time));
    must(utimes("f", micro));
    must(truncate("f", 0));
    look("f");
    yes("truncate changes both", status.st_mtim.tv_sec > 1000);
    return finish();
}
