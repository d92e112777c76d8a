// Permission checks: owner, group, others; directories; sticky ones; what root may.
#include "guest.h"
#include <grp.h>

static void become(uid_t uid, gid_t gid) {
    gid_t groups[1] = {300};
    must(setgroups(1, groups));
    must(setgid(gid));
    must(setuid(uid));
}
static int try(uid_t uid, gid_t gid, int flags) {
    return reap(child({
        become(uid, gid);
        _exit(open("f", flags) == -1 ? errno : 0);
    }));
}

int main(void) {
    must(chmod(".", 0777));
    make_file("f", "content", 0640);
    must(chown("f", 1000, 200));
    struct { const char *name; uid_t uid; gid_t gid; mode_t mode; int flags, expected; } table[] = {
        {"owner reads", 1000, 1, 0400, O_RDONLY, 0},
        {"owner may not write", 1000, 1, 0477, O_WRONLY, EACCES},
        {"owner, group's bits do not help", 1000, 200, 0070, O_RDONLY, EACCES},
        {"group reads", 1, 200, 0040, O_RDONLY, 0},
        {"group, others' bits do not help", 1, 200, 0007, O_RDONLY, EACCES},
        {"supplementary group", 1, 300, 0040, O_RDONLY, EACCES},
        {"others read", 1, 1, 0004, O_RDONLY, 0},
        {"others may not write", 1, 1, 0774, O_WRONLY, EACCES},
        {"both are needed", 1, 1, 0774, O_RDWR, EACCES},
        {"truncating is writing", 1, 1, 0774, O_RDONLY | O_TRUNC, EACCES},
        {"O_PATH needs nothing", 1, 1, 0000, O_PATH, 0},
        {"not keeping the access time is the owner's", 1, 1, 0777, O_RDONLY | O_NOATIME, EPERM},
    };
    for (unsigned i = 0; i < sizeof table / sizeof *table; i++) {
        must(chmod("f", table[i].mode));
        is(table[i].name, try(table[i].uid, table[i].gid, table[i].flags), table[i].expected);
    }
    must(chown("f", 1000, 300));
    must(chmod("f", 0040));
    is("a supplementary group reads", try(1, 1, O_RDONLY), 0);
    must(chmod("f", 0));
    is("root reads all", try(0, 0, O_RDWR), 0);

    // Directories: searching and writing.
    must(mkdir("d", 0755));
    make_file("d/f", "", 0666);
    struct { const char *name; mode_t mode; int search, list, make; } directories[] = {
        {"0755", 0755, 0, 0, EACCES}, {"0711", 0711, 0, EACCES, EACCES}, {"0744", 0744, EACCES, 0, EACCES},
        {"0777", 0777, 0, 0, 0}, {"0773", 0773, 0, EACCES, 0}, {"0776", 0776, EACCES, 0, EACCES},
    };
    for (unsigned i = 0; i < sizeof directories / sizeof *directories; i++) {
        must(chmod("d", directories[i].mode));
        int results[3] = {
            reap(child({ become(1000, 1); _exit(access("d/f", R_OK) == -1 ? errno : 0); })),
            reap(child({ become(1000, 1); _exit(open("d", O_RDONLY) == -1 ? errno : 0); })),
            reap(child({ become(1000, 1); _exit(open("d/new", O_CREAT | O_RDWR, 0600) == -1 ? errno : 0); })),
        };
        unlink("d/new");
        is(directories[i].name, results[0] * 10000 + results[1] * 100 + results[2],
           directories[i].search * 10000 + directories[i].list * 100 + directories[i].make);
    }
    // Sticky: only one's own may be removed.
    must(chmod("d", 01777));
    must(chown("d/f", 2000, 2000));
    is("sticky", reap(child({
        become(1000, 1);
        fails("another's file", unlink("d/f"), EPERM);
        fails("renaming it", rename("d/f", "d/g"), EPERM);
        make_file("d/mine", "", 0600);
        fails("renaming over it", rename("d/mine", "d/f"), EPERM);
        ok("one's own", unlink("d/mine"));
    })), 0);
    is("its owner", reap(child({ become(2000, 1); ok("may", rename("d/f", "d/g")); })), 0);

    // Who may change what.
    must(chmod("f", 0644));
    is("others' files", reap(child({
        become(1, 1);
        fails("chmod", chmod("f", 0777), EPERM);
        fails("chown", chown("f", 1, 1), EPERM);
        fails("times", utimensat(AT_FDCWD, "f", (struct timespec[2]){{1, 0}, {1, 0}}, 0), EPERM);
        fails("times to now, without write permission", utimensat(AT_FDCWD, "f", NULL, 0), EACCES);
        fails("truncate", truncate("f", 0), EACCES);
        fails("execute", execl("./f", "f", NULL), EACCES);
    })), 0);
    is("one's own", reap(child({
        become(1000, 1);
        ok("chmod", chmod("f", 0600));
        fails("giving it away", chown("f", 1, -1), EPERM);
        ok("to a group one is in", chown("f", -1, 300));
        fails("to a group one is not in", chown("f", -1, 777), EPERM);
        ok("set-group-id is dropped, not refused, for a foreign group", ({ must(chown("f", -1, 1)); chmod("f", 02755); }));
    })), 0);
    must(chown("f", 1000, 200));
    is("set-group-id of a foreign group", reap(child({ become(1000, 1); must(chmod("f", 02755)); })), 0);
    struct stat status;
    must(stat("f", &status));
    is("is dropped", status.st_mode & 07777, 0755);
    must(chmod("f", 06755));
    must(chown("f", 1000, 200));
    must(stat("f", &status));
    is("chown drops set-id bits", status.st_mode & 07777, 0755);
    must(chmod("f", 06777));
    is("writing, by another", reap(child({ become(1, 1); must(write(must(open("f", O_WRONLY)), "x", 1)); })), 0);
    must(stat("f", &status));
    is("drops them", status.st_mode & 07777, 0777);

    // access asks for the real ids, AT_EACCESS for the effective ones.
    must(chmod("f", 0600));
    is("access", reap(child({
        must(setresuid(1, 1000, 1000));
        fails("real", access("f", R_OK), EACCES);
        ok("effective", faccessat(AT_FDCWD, "f", R_OK, AT_EACCESS));
        ok("open", open("f", O_RDONLY));
    })), 0);
    must(chmod("f", 0644));
    is("root", reap(child({
        ok("reads", access("f", R_OK | W_OK));
        fails("executes only what somebody may", access("f", X_OK), EACCES);
        must(chmod("f", 0645));
        ok("now", access("f", X_OK));
    })), 0);
    // A directory's group goes to what is made in it, if it says so.
    must(chown("d", 0, 555));
    must(chmod("d", 02777));
    make_file("d/h", "", 0600);
    must(stat("d/h", &status));
    is("group of the directory", status.st_gid, 555);
    return finish();
}
