// vfork, posix_spawn, popen: children that borrow their parent's memory until they execute.
#include "guest.h"
#include <spawn.h>

extern char **environ;
static volatile int shared;

int main(int argc, char **argv) {
    if (argc > 2) { out("echo %s\n", argv[2]); return 7; }
    if (argc > 1) return atoi(argv[1]);

    pid_t pid = vfork();
    if (pid == 0) { shared = 5; _exit(3); }
    is("memory is shared", shared, 5);
    is("status", reap(pid), 3);

    pid = vfork();
    if (pid == 0) { execl("/proc/self/exe", "x", "12", NULL); _exit(99); }
    is("vfork and exec", reap(pid), 12);

    pid = vfork();
    if (pid == 0) { execl("missing", "x", NULL); _exit(errno == ENOENT ? 0 : 98); }
    is("vfork and a failing exec", reap(pid), 0);

    char self[PATH_MAX];
    self[must(readlink("/proc/self/exe", self, sizeof self - 1))] = 0;
    char *arguments[] = {"x", "23", NULL};
    is("posix_spawn", posix_spawn(&pid, self, NULL, NULL, arguments, environ), 0);
    is("spawned status", reap(pid), 23);
    is("posix_spawn of nothing", posix_spawn(&pid, "missing", NULL, NULL, arguments, environ), ENOENT);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "out", O_WRONLY | O_CREAT, 0600);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    posix_spawnattr_setsigmask(&attributes, &mask);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    char *echo[] = {"x", "echo", "hello", NULL};
    is("posix_spawn with actions", posix_spawn(&pid, self, &actions, &attributes, echo, environ), 0);
    is("its status", reap(pid), 7);
    text("its output", content_of("out"), "echo hello\n");

    // A handler of the parent must not run in the child, and the parent's mask is as before.
    sigset_t after;
    sigprocmask(SIG_BLOCK, NULL, &after);
    yes("mask after spawn", sigisemptyset(&after));
    for (int i = 0; i < 20; i++) {
        pid = vfork();
        if (pid == 0) _exit(i);
        if (reap(pid) != i) return 1;
    }
    yes("twenty in a row", 1);

    // A deadly signal ends a process that waits for the child of its vfork; the child lives on.
    int ready[2], go[2];
    must(pipe(ready));
    must(pipe(go));
    pid = child({
        close(go[1]);
        if (vfork() == 0) {
            char byte;
            must(write(ready[1], "r", 1));
            read(go[0], &byte, 1);
            must(write(ready[1], "e", 1));
            _exit(0);
        }
        _exit(9);
    });
    char byte;
    must(read(ready[0], &byte, 1));
    kill(pid, SIGTERM);
    is("ended before its child", reap(pid), 1000 + SIGTERM);
    close(go[1]);
    must(read(ready[0], &byte, 1));
    is("its child goes on", byte, 'e');
    return finish();
}
