// setfsuid: who one is to files.
#include "guest.h"
#include <sys/fsuid.h>

int main(void) {
    make_file("secret", "x", 0600);
    must(chmod(".", 0755));
    is("was root", setfsuid(1000), 0);
    is("is not", setfsuid(-1), 1000);
    fails("no access", open("secret", O_RDONLY), EACCES);
    fails("no right to change", chmod("secret", 0644), EPERM);
    is("but otherwise root", geteuid(), 0);
    is("back", setfsuid(0), 1000);
    ok("access", open("secret", O_RDONLY));
    is("group", setfsgid(7), 0);
    int file = must(open("made", O_CREAT | O_RDWR, 0600));
    struct stat status;
    fstat(file, &status);
    is("made with it", status.st_gid, 7);
    setfsgid(0);
    unlink("made");
    unlink("secret");
    must(setreuid(1000, 2000));
    is("follows the effective one", setfsuid(-1), 2000);
    is("not a number of one's own", setfsuid(3000), 2000);
    is("unchanged", setfsuid(-1), 2000);
    return finish();
}
