// Programs that run as their owner.
#include "guest.h"
#include <sys/auxv.h>

static void copy_self(const char *to) {
    int from = must(open("/proc/self/exe", O_RDONLY)), file = must(open(to, O_WRONLY | O_CREAT, 0700));
    char block[65536];
    for (ssize_t count; (count = read(from, block, sizeof block)) > 0;) must(write(file, block, count));
    close(from);
    close(file);
}
static int run(const char *path) {
    return reap(child({
        must(setgid(600));
        must(setuid(500));
        execl(path, "x", "report", NULL);
        _exit(90);
    }));
}

int main(int argc, char **argv) {
    if (argc > 1 && argv[1][0] == 'r') {
        uid_t saved_user, ignored;
        gid_t saved_group, ignored_group;
        getresuid(&ignored, &ignored, &saved_user);
        getresgid(&ignored_group, &ignored_group, &saved_group);
        return (getuid() == 500) | (geteuid() == 1234) << 1 | (saved_user == geteuid()) << 2 | (getgid() == 600) << 3 |
               (getegid() == 4321) << 4 | (saved_group == getegid()) << 5 | (getauxval(AT_SECURE) == 1) << 6;
    }
    must(chmod(".", 0755));
    copy_self("prog");
    must(chown("prog", 1234, 4321));
    must(chmod("prog", 0755));
    is("plain", run("./prog"), 1 | 4 | 8 | 32);
    must(chmod("prog", 04755));
    is("set-user-id", run("./prog"), 1 | 2 | 4 | 8 | 32 | 64);
    must(chmod("prog", 02755));
    is("set-group-id", run("./prog"), 1 | 4 | 8 | 16 | 32 | 64);
    must(chmod("prog", 06755));
    is("both", run("./prog"), 127);
    must(chmod("prog", 02745));
    is("set-group-id without group execution", run("./prog"), 1 | 4 | 8 | 32);
    must(chmod("prog", 06755));
    is("no_new_privs", reap(child({
        must(setgid(600));
        must(setuid(500));
        must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
        execl("./prog", "x", "report", NULL);
    })), 1 | 4 | 8 | 32);
    make_file("script", "#!./prog report\n", 06755);
    must(chown("script", 1234, 4321));
    must(chmod("script", 06755));
    must(chmod("prog", 0755));
    is("a script's bits do not count", run("./script"), 1 | 4 | 8 | 32);
    must(chown("prog", 0, 0));
    must(chmod("prog", 04755));
    is("root's", run("./prog"), 1 | 4 | 8 | 32 | 64);
    return finish();
}
