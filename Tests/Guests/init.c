// The init of a test guest: mounts what programs need, runs one, says how it ended, and halts.
//
//   init=/init rootfstype=hostfs rootflags=DIR … NAME [where=DIRECTORY]
#include "guest.h"
#include <sys/mount.h>
#include <sys/reboot.h>
#include <termios.h>

static void need(const char *type, const char *where, const char *data) {
    if (mount(type, where, type, 0, data) == -1 && errno != EBUSY)
        out("init: mount %s on %s: %s\n", type, where, name_of(errno));
}

int main(int argc, char **argv) {
    if (argc != 2) {
        out("init: expected one program, got %d\n", argc - 1);
        reboot(RB_POWER_OFF);
    }
    // The output is compared with a file's, so it must not be processed.
    struct termios settings;
    if (tcgetattr(1, &settings) == 0) {
        settings.c_oflag &= ~OPOST;
        tcsetattr(1, TCSANOW, &settings);
    }
    need("proc", "/proc", NULL);
    need("sysfs", "/sys", NULL);
    need("devtmpfs", "/dev", NULL);
    mkdir("/dev/pts", 0755);
    need("devpts", "/dev/pts", "mode=620,ptmxmode=666");
    need("tmpfs", "/tmp", "mode=1777");

    const char *where = getenv("where");
    char path[300];
    snprintf(path, sizeof path, "/%s", argv[1]);
    pid_t pid = fork();
    if (pid == 0) {
        if (chdir(where ? where : "/tmp") == -1) out("init: chdir: %s\n", name_of(errno));
        int null = open("/dev/null", O_RDONLY);
        dup2(null, 0);
        close(null);
        setsid();
        char *arguments[] = {path, NULL};
        out("== begin\n");
        execve(path, arguments, environ);
        out("init: execute %s: %s\n", path, name_of(errno));
        _exit(127);
    }
    int status = 0;
    for (pid_t ended; (ended = wait(&status)) != pid;)
        if (ended == -1 && errno != EINTR) break;
    if (WIFSIGNALED(status)) out("== signal %d\n", WTERMSIG(status));
    else out("== exit %d\n", WEXITSTATUS(status));
    sync();
    reboot(RB_POWER_OFF);
    out("init: reboot: %s\n", name_of(errno));
    return 1;
}
