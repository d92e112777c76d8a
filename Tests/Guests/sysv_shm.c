// System V shared memory.
#include "guest.h"
#include <sys/ipc.h>
#include <sys/shm.h>

int main(void) {
    int id = must(shmget(IPC_PRIVATE, 5000, IPC_CREAT | 0640));
    struct shmid_ds status;
    ok("status", shmctl(id, IPC_STAT, &status));
    is("size as asked", status.shm_segsz, 5000);
    is("nobody", status.shm_nattch, 0);
    is("mode", status.shm_perm.mode, 0640);
    is("creator", status.shm_cpid, getpid());
    yes("changed now", time(NULL) - status.shm_ctime < 5);
    char *first = shmat(id, NULL, 0);
    yes("attached", first != (void *)-1);
    char *second = shmat(id, NULL, SHM_RDONLY);
    yes("twice", second != (void *)-1 && second != first);
    yes("zero", first[0] == 0 && first[4999] == 0 && first[8191] == 0);
    strcpy(first, "hello");
    text("one memory", second, "hello");
    shmctl(id, IPC_STAT, &status);
    is("two users", status.shm_nattch, 2);
    is("last user", status.shm_lpid, getpid());
    yes("attached now", time(NULL) - status.shm_atime < 5);
    is("read only dies", reap(child({ second[0] = 'x'; })), 1000 + SIGSEGV);
    is("in a child", reap(child({
        shmctl(id, IPC_STAT, &status);
        is("counts", status.shm_nattch, 4);
        strcpy(first, "child");
        ok("detach", shmdt(first));
        fails("twice", shmdt(first), EINVAL);
    })), 0);
    text("written by it", second, "child");
    shmctl(id, IPC_STAT, &status);
    is("its end detaches", status.shm_nattch, 2);
    ok("detach", shmdt(second));
    is("gone", reap(child({ out("%c", second[0]); })), 1000 + SIGSEGV);
    fails("no such place", shmdt(first + 4096), EINVAL);
    fails("odd place", shmat(id, first + 1, 0) == (void *)-1 ? -1 : 0, EINVAL);
    fails("taken place", shmat(id, first, 0) == (void *)-1 ? -1 : 0, EINVAL);
    yes("rounded, replacing", shmat(id, first + 5, SHM_RND | SHM_REMAP) == first);
    fails("nowhere is no place", shmat(id, NULL, SHM_REMAP) == (void *)-1 ? -1 : 0, EINVAL);
    char *place = mmap(NULL, 16384, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    munmap(place, 16384);
    yes("a place of choice", shmat(id, place, 0) == place);
    text("same memory", place, "child");
    ok("removed while used", shmctl(id, IPC_RMID, NULL));
    ok("still there", shmctl(id, IPC_STAT, &status));
    is("doomed", status.shm_perm.mode, 0640 | SHM_DEST);
    text("usable", place, "child");
    char *again = shmat(id, NULL, 0);
    yes("attached once more", again != (void *)-1);
    shmdt(again);
    shmdt(place);
    shmdt(first);
    int left = shmctl(id, IPC_STAT, &status);
    // The place of the map that was replaced counts until the process ends.
    yes("goes with the last", left == -1 || status.shm_nattch == 1);

    key_t key = 0x6b657931 + getpid();
    fails("no such key", shmget(key, 100, 0600), ENOENT);
    id = must(shmget(key, 100, IPC_CREAT | IPC_EXCL | 0600));
    is("by key", shmget(key, 50, 0), id);
    fails("too large", shmget(key, 101, 0), EINVAL);
    fails("exists", shmget(key, 100, IPC_CREAT | IPC_EXCL | 0600), EEXIST);
    int odd = ok("a flag that is the sign", shmget(IPC_PRIVATE, 4096, (int)0x80000000 | 0600));
    must(shmctl(odd, IPC_RMID, NULL));
    fails("no size", shmget(IPC_PRIVATE, 0, 0600), EINVAL);
    fails("bad id", shmctl(0x7ffffff, IPC_STAT, &status), EINVAL);
    fails("negative id", shmctl(-1, IPC_STAT, &status), EINVAL);
    fails("bad command", shmctl(id, 99, &status), EINVAL);
    fails("bad address", shmctl(id, IPC_STAT, wild), EFAULT);
    shmctl(id, IPC_STAT, &status);
    status.shm_perm.mode = 0444;
    ok("set", shmctl(id, IPC_SET, &status));
    memset(&status, 0, sizeof status);
    shmctl(id, IPC_STAT, &status);
    is("mode changed", status.shm_perm.mode, 0444);
    is("key", status.shm_perm.__key, key);
    struct shminfo limits;
    yes("limits", shmctl(0, IPC_INFO, (struct shmid_ds *)&limits) >= 0);
    is("segments", limits.shmmni, 4096);
    char line[64];
    snprintf(line, sizeof line, "%10d %10d   444 %21d", key, id, 100);
    yes("in /proc", strstr(content_of("/proc/sysvipc/shm"), line) != NULL);
    ok("removed", shmctl(id, IPC_RMID, NULL));
    fails("gone", shmctl(id, IPC_STAT, &status), EINVAL);
    fails("no key either", shmget(key, 0, 0), ENOENT);
    return finish();
}
