// Out of the directory that is the guest's root on the host. The file "secret" is next to that
// directory; the test says where in the variable SECRET. Nothing in here may reach it.
#include "guest.h"
#include <sys/mount.h>

static int reached;
static void look_at(int directory, const char *path) {
    int fd = openat(directory, path, O_RDONLY);
    if (fd == -1) return;
    char buffer[100] = {0};
    read(fd, buffer, sizeof buffer - 1);
    close(fd);
    if (strstr(buffer, "the secret")) {
        reached++;
        out("reached by %s\n", path);
    }
}

static void look(const char *path) { look_at(AT_FDCWD, path); }

int main(void) {
    const char *secret = getenv("SECRET");
    yes("told where", secret != NULL);
    must(chdir("/work"));
    char path[PATH_MAX];
    look(secret);
    look("/../secret");
    look("/../../../../../../secret");
    look("../../secret");
    look("/work/../../secret");
    look("/proc/1/root/../secret");
    look("/proc/self/root/../secret");
    look("/proc/self/cwd/../../secret");
    snprintf(path, sizeof path, "/proc/1/root%s", secret);
    look(path);
    snprintf(path, sizeof path, "/proc/self/root%s", secret);
    look(path);
    is("by name", reached, 0);

    const char *targets[] = {secret, "../secret", "../../secret", "../../../secret", "/../secret", "/proc/self/root/../secret"};
    for (unsigned i = 0; i < sizeof targets / sizeof *targets; i++) {
        unlink("link");
        must(symlink(targets[i], "link"));
        look("link");
        look("/work/link");
        unlink("/toplink");
        if (symlink(targets[i], "/toplink") == 0) look("/toplink");
        int fd = open("link", O_PATH);
        if (fd != -1) {
            snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
            look(path);
            close(fd);
        }
        if (open("link", O_WRONLY | O_CREAT, 0600) != -1 && i == 0) { /* made inside, wherever that is */ }
    }
    is("by symlink", reached, 0);

    // A directory that moves up while one is in it.
    must(mkdir("a", 0755));
    must(mkdir("a/b", 0755));
    must(mkdir("a/b/c", 0755));
    int deep = must(open("a/b/c", O_RDONLY | O_DIRECTORY));
    must(chdir("a/b/c"));
    must(rename("/work/a/b/c", "/work/c"));
    look("../../../secret");
    look("../../secret");
    look_at(deep, "../../../secret");
    is("by descriptor", reached, 0);
    must(rename("/work/c", "/c"));
    look("../secret");
    look("../../secret");
    look("../../../../secret");
    look_at(deep, "../../secret");
    is("by descriptor, after another move", reached, 0);
    must(chdir("/"));
    rename("/c", "/../c");
    rename("/c", "../c");
    is("by moving directories", reached, 0);

    // A race: one process moves a directory up and down, another walks through it.
    must(chdir("/work"));
    must(mkdir("r", 0755));
    must(mkdir("r/x", 0755));
    must(mkdir("r/x/y", 0755));
    pid_t pid = child({
        alarm(20);
        for (;;) {
            rename("/work/r/x/y", "/y");
            rename("/y", "/work/r/x/y");
        }
    });
    long until = now_ms() + 1500;
    while (now_ms() < until) {
        look("/work/r/x/y/../../../../secret");
        look("/y/../secret");
        look("/work/r/x/y/../../../secret");
    }
    kill(pid, SIGKILL);
    reap(pid);
    rename("/y", "/work/r/x/y");
    is("by a race", reached, 0);
    // And symbolic links that come and go.
    pid = child({
        alarm(20);
        for (;;) {
            unlink("/work/s");
            symlink("..", "/work/s");
            unlink("/work/s");
            mkdir("/work/s", 0755);
            rmdir("/work/s");
        }
    });
    until = now_ms() + 1500;
    while (now_ms() < until) {
        look("/work/s/../secret");
        look("/work/s/s/../../secret");
    }
    kill(pid, SIGKILL);
    reap(pid);
    is("by a race with symlinks", reached, 0);
    is("chroot and out again", reap(child({
        must(mkdir("/work/jail", 0755));
        int root = open("/", O_RDONLY);
        must(chroot("/work/jail"));
        for (int i = 0; i < 20; i++) chdir("..");
        look("secret");
        look("../secret");
        fchdir(root);
        for (int i = 0; i < 20; i++) chdir("..");
        look("secret");
        chroot(".");
        look("/secret");
        look("/../secret");
        _exit(reached);
    })), 0);
    // Mounting the host: only what is below the directory of hostfs=, which is the root here.
    must(mkdir("/work/m", 0755));
    if (mount("none", "/work/m", "hostfs", 0, "/") == 0) look("/work/m/../secret");
    snprintf(path, sizeof path, "/work/m%s", secret);
    look(path);
    is("by mounting", reached, 0);
    return finish();
}
