// hostfs seen by somebody who wants out: two processes that exchange directories, files and symbolic links under the
// feet of every call that takes a path, and objects that mean something to the host. "secret" lies next to the
// directory that is the guest's root on the host; its full path is in the variable SECRET.
#include "guest.h"
#include <linux/fs.h>
#include <sys/mount.h>
#include <sys/statfs.h>

static int reached;
static char secret_directory[PATH_MAX];

static void see(int file, const char *how) {
    char buffer[64] = {0};
    if (file == -1) return;
    if (read(file, buffer, sizeof buffer - 1) > 0 && strstr(buffer, "the secret")) {
        reached++;
        out("reached by %s\n", how);
    }
    close(file);
}

// Exchanges names for ever: a directory, a symbolic link that leads up, and one that leads to the host's path.
static pid_t shuffler(void) {
    return child({
        alarm(30);
        for (;;) {
            syscall(SYS_renameat2, AT_FDCWD, "/work/d", AT_FDCWD, "/work/l", RENAME_EXCHANGE);
            syscall(SYS_renameat2, AT_FDCWD, "/work/d", AT_FDCWD, "/work/m", RENAME_EXCHANGE);
            rename("/work/d/e", "/work/e");
            rename("/work/e", "/work/d/e");
        }
    });
}

static void every_call(int base) {
    char buffer[4096];
    struct stat status;
    struct statfs system;
    struct timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    const char *paths[] = {"d/secret", "d/../secret", "d/e/../../../secret", "d/e/../../../../secret"};
    for (unsigned i = 0; i < sizeof paths / sizeof *paths; i++) {
        const char *path = paths[i];
        see(openat(base, path, O_RDONLY | O_NONBLOCK), "openat");
        see(openat(base, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK), "openat without following");
        see(openat(base, path, O_RDWR | O_CREAT | O_NONBLOCK, 0600), "creation");
        if (fstatat(base, path, &status, 0) == 0 && status.st_size == 11) reached++, out("reached by fstatat\n");
        if (readlinkat(base, path, buffer, sizeof buffer) > 0) continue;
        faccessat(base, path, W_OK, 0);
        fchmodat(base, path, 0666, 0);
        fchownat(base, path, 1000, 1000, 0);
        utimensat(base, path, now, 0);
        truncate(path, 1);
        linkat(base, path, base, "linked", AT_SYMLINK_FOLLOW);
        see(openat(base, "linked", O_RDONLY | O_NONBLOCK), "linkat");
        unlinkat(base, "linked", 0);
        renameat(base, path, base, "moved");
        see(openat(base, "moved", O_RDONLY | O_NONBLOCK), "renameat");
        unlinkat(base, "moved", 0);
        unlinkat(base, path, 0);
        mkdirat(base, path, 0777);
        unlinkat(base, path, AT_REMOVEDIR);
        symlinkat("x", base, path);
        mknodat(base, path, S_IFIFO | 0666, 0);
        statfs(path, &system);
    }
    if (fchdir(base) == 0 && chdir("d/e") == 0) {
        see(open("../../secret", O_RDONLY | O_NONBLOCK), "chdir");
        see(open("../../../secret", O_RDONLY | O_NONBLOCK), "chdir");
        see(open("/proc/self/cwd/../../secret", O_RDONLY | O_NONBLOCK), "/proc/self/cwd");
    }
    fchdir(base);
    int held = openat(base, "d", O_PATH);
    if (held != -1) {
        see(openat(held, "../secret", O_RDONLY | O_NONBLOCK), "an O_PATH descriptor");
        see(openat(held, "../../secret", O_RDONLY | O_NONBLOCK), "an O_PATH descriptor");
        snprintf(buffer, sizeof buffer, "/proc/self/fd/%d/../../secret", held);
        see(open(buffer, O_RDONLY | O_NONBLOCK), "/proc/self/fd");
        close(held);
    }
}

static void race(void) {
    must(mkdir("/work/d", 0777));
    must(mkdir("/work/d/e", 0777));
    must(symlink("../..", "/work/l"));
    must(symlink(secret_directory, "/work/m"));
    must(symlink("/", "/work/root"));
    pid_t one = shuffler();
    pid_t two = shuffler();
    int base = must(open("/work", O_RDONLY | O_DIRECTORY));
    long until = now_ms() + 3000;
    int rounds = 0;
    for (; now_ms() < until; rounds++) every_call(base);
    kill(one, SIGKILL);
    kill(two, SIGKILL);
    reap(one);
    reap(two);
    yes("many rounds", rounds > 20);
    is("nothing was reached", reached, 0);
    for (int i = 0; i < 2; i++) {
        int bind = mount("/work/d", "/work/root/tmp", NULL, MS_BIND, NULL);
        if (bind == 0) see(open("/work/root/tmp/../secret", O_RDONLY | O_NONBLOCK), "a bind mount"), umount("/work/root/tmp");
    }
    is("nor by mounts", reached, 0);
}

// Directories that go away from under those who are in them.
static void gone(void) {
    must(chdir("/work"));
    must(mkdir("away", 0755));
    must(chdir("away"));
    must(rmdir("/work/away"));
    fails("a file in what is gone", open("f", O_WRONLY | O_CREAT, 0600), ENOENT);
    fails("a directory in it", mkdir("d", 0700), ENOENT);
    see(open("../secret", O_RDONLY | O_NONBLOCK), "a directory that is gone");
    see(open("../../secret", O_RDONLY | O_NONBLOCK), "a directory that is gone");
    char buffer[100];
    fails("its path", syscall(SYS_getcwd, buffer, sizeof buffer), ENOENT);
    must(chdir("/work"));
    is("nothing was reached", reached, 0);
}

// What has one file's name now was another's: the descriptor still means the old one.
static void stale_names(void) {
    make_file("mine", "mine", 0600);
    int held = must(open("mine", O_PATH));
    must(unlink("mine"));
    make_file("mine", "root's", 0600);
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", held);
    chmod(path, 0666);
    chown(path, 1000, 1000);
    linkat(AT_FDCWD, path, AT_FDCWD, "second", AT_SYMLINK_FOLLOW);
    struct stat status;
    must(stat("mine", &status));
    is("the mode of the new file", status.st_mode & 07777, 0600);
    is("its owner", status.st_uid, 0);
    is("its names", status.st_nlink, 1);
    close(held);
    unlink("mine");
    unlink("second");
    // And what is open under a name is not closed with another descriptor of it.
    int file = must(open("mine", O_RDWR | O_CREAT, 0600));
    close(must(open("mine", O_PATH)));
    is("written all the same", write(file, "x", 1), 1);
    close(file);
    unlink("mine");
}

// What stands on the host for more than bytes.
static void special(void) {
    struct stat status;
    fails("a device of the host", mknod("device", S_IFCHR | 0666, 1 << 8 | 3), EPERM);
    fails("a disk of the host", mknod("disk", S_IFBLK | 0666, 254 << 8), EPERM);
    must(mkfifo("fifo", 0600));
    fails("a FIFO nobody reads", open("fifo", O_WRONLY | O_NONBLOCK), ENXIO);
    must(mknod("socket", S_IFSOCK | 0600, 0));
    fails("a socket is not opened", open("socket", O_RDWR), ENXIO);
    int client = must(socket(AF_UNIX, SOCK_STREAM, 0));
    struct sockaddr_un address = {AF_UNIX, "socket"};
    fails("nor is there anybody", connect(client, (void *)&address, sizeof address), ECONNREFUSED);
    close(client);
    // "host-fifo" and "host-socket" are made by the host where the test can; they are the guest's own all the same.
    make_file("tool", "#!/bin/sh\n", 0755);
    must(chmod("tool", 06755));
    must(stat("tool", &status));
    is("set-ID bits", status.st_mode & 07777, 06755);
    must(chmod("tool", 0755));
    must(stat("tool", &status));
    is("none any more", status.st_mode & 07777, 0755);
    must(chmod("tool", 01755));
    must(stat("tool", &status));
    is("the sticky bit alone", status.st_mode & 07777, 01755);
    int made = must(open("made", O_WRONLY | O_CREAT, 04711));
    must(fstat(made, &status));
    is("made with them", status.st_mode & 07777, 04711);
    write(made, "x", 1);
    close(made);
    must(link("made", "made2"));
    must(rename("made2", "made3"));
    must(stat("made3", &status));
    is("under another name", status.st_mode & 07777, 04711);
    // The test that started this guest looks at these on the host.
    int unnamed = open(".", O_TMPFILE | O_RDWR, 0600);
    if (unnamed != -1) yes("an unnamed file", write(unnamed, "x", 1) == 1), close(unnamed);
    else is("or none", errno, EOPNOTSUPP);
}

static void names(void) {
    char longest[300];
    memset(longest, 'n', sizeof longest);
    longest[255] = 0;
    int file = must(open(longest, O_WRONLY | O_CREAT, 0600));
    close(file);
    ok("255 bytes", unlink(longest));
    longest[255] = 'n';
    longest[256] = 0;
    fails("256 bytes", open(longest, O_WRONLY | O_CREAT, 0600), ENAMETOOLONG);
    const char *odd[] = {"\xff\xfe", "new\nline", "-rf", " ", "...", "a\\b", "\x1b[2J"};
    for (unsigned i = 0; i < sizeof odd / sizeof *odd; i++) {
        file = must(open(odd[i], O_WRONLY | O_CREAT | O_EXCL, 0600));
        close(file);
        must(unlink(odd[i]));
    }
    is("odd names", 0, 0);
}

int main(void) {
    const char *secret = getenv("SECRET");
    yes("told where", secret != NULL);
    if (!secret) return finish();
    snprintf(secret_directory, sizeof secret_directory, "%s", secret);
    *strrchr(secret_directory, '/') = 0;
    must(chdir("/work"));
    race();
    gone();
    stale_names();
    special();
    names();
    must(mkdir("/work/mounted", 0755));
    if (mount("none", "/work/mounted", "hostfs", 0, "/") == 0) {
        see(open("/work/mounted/../secret", O_RDONLY | O_NONBLOCK), "hostfs");
        see(open("/work/mounted/work/../../secret", O_RDONLY | O_NONBLOCK), "hostfs");
        umount("/work/mounted");
    }
    fails("hostfs above", mount("none", "/work/mounted", "hostfs", 0, "/.."), EINVAL);
    fails("hostfs by a link", mount("none", "/work/mounted", "hostfs", 0, "/work/root"), ENOTDIR);
    fails("hostfs of the host", mount("none", "/work/mounted", "hostfs", 0, secret_directory), ENOENT);
    is("nothing was reached", reached, 0);
    return finish();
}
