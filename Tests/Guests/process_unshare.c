// unshare: descriptors and directories that were shared.
#include "guest.h"

static int shared;

static void *thread(void *argument) {
    (void)argument;
    is("descriptors of one's own", unshare(CLONE_FILES), 0);
    close(shared);
    is("and directories", unshare(CLONE_FS), 0);
    must(chdir("/"));
    umask(077);
    return NULL;
}

int main(void) {
    ok("nothing", unshare(0));
    shared = must(dup(1));
    char before[PATH_MAX], after[PATH_MAX];
    must(getcwd(before, sizeof before) ? 0 : -1);
    pthread_t id;
    pthread_create(&id, NULL, thread, NULL);
    pthread_join(id, NULL);
    ok("still open here", fcntl(shared, F_GETFD));
    must(getcwd(after, sizeof after) ? 0 : -1);
    text("still there", after, before);
    is("own umask", umask(0), 022);
    fails("unknown", unshare(0x1), EINVAL);
    // A thread may be joined a moment before it is gone.
    int alone = -1;
    for (int i = 0; i < 5000 && alone != 0; i++, pause_ms(1)) alone = unshare(CLONE_VM | CLONE_SIGHAND | CLONE_THREAD);
    is("alone one can", alone, 0);
    ok("semaphores", unshare(CLONE_SYSVSEM));
    fails("no namespace", syscall(SYS_setns, 1, 0), EINVAL);
    fails("no descriptor", syscall(SYS_setns, 99, 0), EBADF);
    return finish();
}
