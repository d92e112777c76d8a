// chmod and its relatives.
#include "guest.h"

static int mode_of(const char *path) {
    struct stat status;
    must(stat(path, &status));
    return status.st_mode & 07777;
}

int main(void) {
    make_file("f", "", 0644);
    int modes[] = {0, 0777, 0123, 01777, 02755, 04755, 07777, 0600};
    for (unsigned i = 0; i < sizeof modes / sizeof *modes; i++) {
        must(chmod("f", modes[i]));
        char name[20];
        snprintf(name, sizeof name, "%04o", modes[i]);
        is(name, mode_of("f"), modes[i]);
    }
    must(chmod("f", 0100644));
    is("type bits do not matter", mode_of("f"), 0644);
    int fd = must(open("f", O_RDWR));
    ok("fchmod", fchmod(fd, 0640));
    is("mode", mode_of("f"), 0640);
    fails("missing", chmod("x", 0644), ENOENT);
    fails("not open", fchmod(900, 0644), EBADF);
    must(symlink("f", "s"));
    ok("through a symlink", chmod("s", 0604));
    is("mode", mode_of("f"), 0604);
    must(mkdir("d", 0755));
    ok("a directory", chmod("d", 01755));
    is("mode", mode_of("d"), 01755);
    ok("chown of nothing", chown("f", -1, -1));
    ok("lchown", lchown("s", -1, -1));
    ok("fchown", fchown(fd, geteuid(), getegid()));
    fails("chown, missing", chown("x", -1, -1), ENOENT);
    // A set-group-id directory hands its group and the bit on.
    must(chmod("d", 02755));
    must(mkdir("d/e", 0755));
    is("a directory made below inherits the bit", mode_of("d/e"), 02755);
    make_file("d/f", "", 0644);
    is("a file does not", mode_of("d/f"), 0644);
    return finish();
}
