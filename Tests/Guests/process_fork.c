// fork: what the child shares with its parent, what it has for itself.
#include "guest.h"

int main(void) {
    static int variable = 1;
    int parent = getpid();
    is("pid is the thread id", gettid(), parent);

    is("child sees its ids", reap(child({
        yes("another pid", getpid() != parent);
        is("parent", getppid(), parent);
        is("thread id is the pid", gettid(), getpid());
        is("same group", getpgrp(), getpgid(parent));
        is("same session", getsid(0), getsid(parent));
    })), 0);

    is("memory is copied", reap(child({ variable = 2; _exit(variable); })), 2);
    is("the parent's is unchanged", variable, 1);

    make_file("f", "0123456789", 0600);
    int file = must(open("f", O_RDWR));
    is("offset is shared", reap(child({ lseek(file, 4, SEEK_SET); })), 0);
    is("offset seen by parent", lseek(file, 0, SEEK_CUR), 4);
    is("flags are shared", reap(child({ fcntl(file, F_SETFL, O_APPEND); })), 0);
    is("flags seen by parent", fcntl(file, F_GETFL) & O_APPEND, O_APPEND);
    is("closing is not shared", reap(child({ close(file); })), 0);
    yes("still open", fcntl(file, F_GETFD) != -1);

    is("cwd is copied", reap(child({ must(mkdir("d", 0700)); must(chdir("d")); })), 0);
    yes("parent's cwd", access("d", F_OK) == 0);

    int codes[] = {0, 1, 127, 255, 256, 259, -1};
    for (unsigned i = 0; i < sizeof codes / sizeof *codes; i++) {
        char name[40];
        snprintf(name, sizeof name, "exit(%d)", codes[i]);
        is(name, reap(child(_exit(codes[i]))), codes[i] & 255);
    }

    // A chain of processes, each the child of the one before.
    int depth = 0;
    pid_t next = 0;
    while (depth < 10 && (next = fork()) == 0) depth++;
    int status = next ? reap(next) : 0;
    if (depth) _exit(status + 1);
    is("a chain of ten", status, 10);

    // Many children at once, collected in any order.
    for (int i = 0; i < 40; i++) child(_exit(i));
    int sum = 0;
    while (wait(&status) > 0) sum += WEXITSTATUS(status);
    is("forty children", sum, 780);
    is("no child left", errno, ECHILD);
    return finish();
}
