// umask: what it takes away, and where it does not apply.
#include "guest.h"

static int mode_of(const char *path) {
    struct stat status;
    must(lstat(path, &status));
    return status.st_mode & 07777;
}

int main(void) {
    is("initial", umask(027), 022);
    is("previous is returned", umask(07777), 027);
    is("only permission bits are kept", umask(027), 0777);
    close(must(open("file", O_CREAT | O_WRONLY, 0777)));
    is("open", mode_of("file"), 0750);
    close(must(creat("set", 06777)));
    is("creat with set-id bits", mode_of("set"), 06750);
    must(mkdir("dir", 01777));
    is("mkdir", mode_of("dir"), 01750);
    must(mkfifo("fifo", 0666));
    is("mkfifo", mode_of("fifo"), 0640);
    must(mknod("node", S_IFREG | 0666, 0));
    is("mknod", mode_of("node"), 0640);
    must(symlink("x", "link"));
    is("symlink", mode_of("link"), 0777);
    must(chmod("file", 0777));
    is("chmod", mode_of("file"), 0777);
    int listener = must(socket(AF_UNIX, SOCK_STREAM, 0));
    struct sockaddr_un name = {AF_UNIX, "sock"};
    must(bind(listener, (void *)&name, sizeof name));
    is("bind", mode_of("sock"), 0750);
    close(must(open("file", O_CREAT | O_WRONLY, 0600)));
    is("an existing file keeps its mode", mode_of("file"), 0777);
    is("inherited", reap(child({ _exit(umask(0)); })), 027);
    is("not shared", umask(022), 027);
    return finish();
}
