// Directories far deeper than any stack, in memory and on the host: made, walked through, moved, unmounted with
// everything in them.
#include "guest.h"
#include <sys/mount.h>

// More than the cache of names keeps without looking through all of them.
#define DEPTH 12000

static int descend(int most) {
    int depth = 0;
    while (depth < most && mkdir("d", 0700) == 0 && chdir("d") == 0) depth++;
    return depth;
}

int main(void) {
    alarm(0);
    must(mkdir("/tmp/deep", 0700));
    must(mount("t", "/tmp/deep", "tmpfs", 0, "nr_inodes=0"));
    must(chdir("/tmp/deep"));
    is("made in memory", descend(DEPTH), DEPTH);
    int bottom = must(open(".", O_PATH));
    must(chdir("/tmp/deep"));
    must(rename("d", "moved"));
    must(fchdir(bottom));
    must(mkdir("last", 0700));
    must(chdir("/"));
    must(umount2("/tmp/deep", MNT_DETACH));
    is("still there for who holds it", mkdirat(bottom, "more", 0700), 0);
    close(bottom);
    is("all is well", reap(child(_exit(5))), 5);

    must(chdir("/work"));
    is("made on the host", descend(400), 400);
    bottom = must(open(".", O_PATH));
    must(chdir("/work"));
    struct stat status;
    ok("found from below", fstatat(bottom, "..", &status, 0));
    must(fchdir(bottom));
    for (int depth = 400; depth > 0; depth--)
        if (chdir("..") == -1 || rmdir("d") == -1) {
            is("level that stays", depth, 0);
            break;
        }
    close(bottom);
    is("all is well", reap(child(_exit(5))), 5);
    return finish();
}
