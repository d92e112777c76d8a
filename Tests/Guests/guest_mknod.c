// Devices by number, and names only root may change.
#include "guest.h"
#include <sys/sysmacros.h>
#include <sys/utsname.h>

int main(void) {
    char buffer[10];
    ok("null", mknod("null", S_IFCHR | 0666, makedev(1, 3)));
    is("write", write(must(open("null", O_RDWR)), "x", 1), 1);
    ok("zero", mknod("zero", S_IFCHR | 0666, makedev(1, 5)));
    is("read", read(must(open("zero", O_RDWR)), buffer, 10), 10);
    struct stat status;
    must(stat("zero", &status));
    is("number", status.st_rdev, makedev(1, 5));
    ok("no such device", mknod("none", S_IFCHR | 0600, makedev(200, 77)));
    fails("opening it", open("none", O_RDWR), ENXIO);
    ok("a block device", mknod("block", S_IFBLK | 0600, makedev(99, 0)));
    fails("opening it", open("block", O_RDWR), ENXIO);
    fails("in the way", mknod("null", S_IFCHR | 0600, 0), EEXIST);
    fails("a directory", mknod("d", S_IFDIR | 0700, 0), EPERM);
    fails("no such type", mknod("d", 0170000, 0), EINVAL);
    is("others may not", reap(child({
        must(chmod(".", 0777));
        must(setuid(1000));
        fails("a device", mknod("mine", S_IFCHR | 0600, makedev(1, 3)), EPERM);
        ok("a fifo", mknod("fifo", S_IFIFO | 0600, 0));
    })), 0);

    ok("host name", sethostname("somewhere", 9));
    struct utsname names;
    must(uname(&names));
    text("it", names.nodename, "somewhere");
    text("in /proc", content_of("/proc/sys/kernel/hostname"), "somewhere\n");
    ok("domain name", setdomainname("example.org", 11));
    must(uname(&names));
    text("it", names.domainname, "example.org");
    fails("too long", sethostname(buffer, 65), EINVAL);
    int file = must(open("/proc/sys/kernel/hostname", O_WRONLY));
    is("by writing", write(file, "elsewhere\n", 10), 10);
    must(uname(&names));
    text("it", names.nodename, "elsewhere");
    fails("reboot without the words", syscall(SYS_reboot, 1, 2, 3, 0), EINVAL);
    // The console and the log.
    int log = must(open("/dev/kmsg", O_RDONLY | O_NONBLOCK));
    char record[1000];
    yes("the log can be read", read(log, record, sizeof record) > 10);
    return finish();
}
