// System V semaphores.
#include "guest.h"
#include <sys/ipc.h>
#include <sys/sem.h>

static int id;

static int change_by(int index, int change, int flags) {
    struct sembuf operation = {index, change, flags};
    return semop(id, &operation, 1);
}

static void nothing(int number) { (void)number; }

static void wait_for_waiter(int command, int index) {
    while (semctl(id, index, command) == 0) pause_ms(1);
}

int main(void) {
    id = must(semget(IPC_PRIVATE, 3, IPC_CREAT | 0600));
    struct semid_ds status;
    ok("status", semctl(id, 0, IPC_STAT, &status));
    is("count", status.sem_nsems, 3);
    is("never used", status.sem_otime, 0);
    is("starts at zero", semctl(id, 0, GETVAL), 0);
    ok("set one", semctl(id, 1, SETVAL, 5));
    is("is five", semctl(id, 1, GETVAL), 5);
    is("set by", semctl(id, 1, GETPID), getpid());
    fails("too large", semctl(id, 1, SETVAL, 32768), ERANGE);
    fails("no such one", semctl(id, 3, GETVAL), EINVAL);
    unsigned short values[3] = {1, 2, 3};
    ok("set all", semctl(id, 0, SETALL, values));
    memset(values, 0, sizeof values);
    ok("get all", semctl(id, 0, GETALL, values));
    is("the last", values[2], 3);
    ok("up", change_by(0, 4, 0));
    is("five", semctl(id, 0, GETVAL), 5);
    ok("down", change_by(0, -5, 0));
    fails("no further", change_by(0, -1, IPC_NOWAIT), EAGAIN);
    ok("is zero", change_by(0, 0, IPC_NOWAIT));
    fails("is not zero", change_by(1, 0, IPC_NOWAIT), EAGAIN);
    fails("overflow", change_by(1, 32767, 0), ERANGE);
    fails("beyond", change_by(9, 1, 0), EFBIG);
    struct sembuf both[2] = {{1, -1, 0}, {0, -1, IPC_NOWAIT}};
    fails("all or none", semop(id, both, 2), EAGAIN);
    is("none", semctl(id, 1, GETVAL), 2);
    fails("no operations", semop(id, both, 0), EINVAL);
    fails("too many", semop(id, both, 100000), E2BIG);
    struct timespec moment = {0, 20000000};
    both[1].sem_flg = 0;
    long before = now_ms();
    fails("timeout", semtimedop(id, both + 1, 1, &moment), EAGAIN);
    yes("waited", now_ms() - before >= 20);

    pid_t pid = child({ ok("waits for it", change_by(0, -2, 0)); });
    wait_for_waiter(GETNCNT, 0);
    is("one waits", semctl(id, 0, GETNCNT), 1);
    change_by(0, 1, 0);
    change_by(0, 1, 0);
    is("woken", reap(pid), 0);
    is("taken", semctl(id, 0, GETVAL), 0);
    pid = child({ ok("waits for zero", change_by(1, 0, 0)); });
    wait_for_waiter(GETZCNT, 1);
    change_by(1, -2, 0);
    is("woken", reap(pid), 0);

    pid = child({ change_by(0, 3, 0); change_by(0, -1, SEM_UNDO); change_by(1, 7, SEM_UNDO); });
    is("undone at the end", reap(pid), 0);
    is("given back", semctl(id, 0, GETVAL), 3);
    is("taken back", semctl(id, 1, GETVAL), 0);
    pid = child({ change_by(0, -3, SEM_UNDO); semctl(id, 0, SETVAL, 1); });
    reap(pid);
    is("set values forget", semctl(id, 0, GETVAL), 1);
    pid = child({ change_by(0, -1, SEM_UNDO); raise(SIGKILL); });
    reap(pid);
    is("even when killed", semctl(id, 0, GETVAL), 1);

    struct sigaction action = {.sa_handler = nothing, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    pid_t parent = getpid();
    pid = child({ wait_for_waiter(GETNCNT, 2); kill(parent, SIGUSR1); });
    semctl(id, 2, SETVAL, 0);
    fails("interrupted, never restarted", change_by(2, -1, 0), EINTR);
    reap(pid);
    pid = child({ fails("removed while waiting", change_by(2, -1, 0), EIDRM); });
    wait_for_waiter(GETNCNT, 2);
    must(semctl(id, 0, IPC_RMID));
    is("told", reap(pid), 0);
    fails("gone", semctl(id, 0, GETVAL), EINVAL);

    key_t key = 0x73656d31 + getpid();
    id = must(semget(key, 2, IPC_CREAT | IPC_EXCL | 0640));
    is("by key", semget(key, 0, 0), id);
    fails("more than it has", semget(key, 3, 0), EINVAL);
    fails("none", semget(IPC_PRIVATE, 0, 0600), EINVAL);
    fails("exists", semget(key, 2, IPC_CREAT | IPC_EXCL), EEXIST);
    char line[64];
    snprintf(line, sizeof line, "%10d %10d   640 %10d", key, id, 2);
    yes("in /proc", strstr(content_of("/proc/sysvipc/sem"), line) != NULL);
    struct seminfo limits;
    yes("limits", semctl(0, 0, IPC_INFO, &limits) >= 0);
    is("largest value", limits.semvmx, 32767);
    is("operations", limits.semopm, 500);
    ok("remove", semctl(id, 0, IPC_RMID));
    return finish();
}
