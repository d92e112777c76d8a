// User and group ids: who may become whom.
#include "guest.h"
#include <grp.h>
#include <sys/fsuid.h>

static int are(uid_t real, uid_t effective, uid_t saved) {
    uid_t ids[3];
    must(getresuid(&ids[0], &ids[1], &ids[2]));
    return ids[0] == real && ids[1] == effective && ids[2] == saved;
}
static int groups_are(gid_t real, gid_t effective, gid_t saved) {
    gid_t ids[3];
    must(getresgid(&ids[0], &ids[1], &ids[2]));
    return ids[0] == real && ids[1] == effective && ids[2] == saved;
}

int main(int argc, char **argv) {
    (void)argv;
    if (argc > 1) {
        yes("effective becomes saved", are(1000, 2000, 2000));
        return failures;
    }
    yes("root", are(0, 0, 0));
    is("setuid drops all", reap(child({
        int death = 0;
        prctl(PR_SET_PDEATHSIG, SIGUSR1);
        ok("setuid", setuid(1000));
        prctl(PR_GET_PDEATHSIG, &death);
        is("no signal at the parent's end", death, 0);
        yes("all three", are(1000, 1000, 1000));
        fails("and never back", setuid(0), EPERM);
        fails("setreuid", setreuid(0, 0), EPERM);
        fails("setresuid", setresuid(-1, 0, -1), EPERM);
        fails("setgroups", setgroups(0, NULL), EPERM);
        fails("setgid", setgid(7), EPERM);
    })), 0);
    is("what others make is theirs", reap(child({
        int ends[2], pair[2];
        char name[40];
        struct stat status;
        must(setgid(2000));
        must(setuid(1000));
        yes("memory is sealed", prctl(PR_GET_DUMPABLE) != 1);
        must(pipe(ends));
        must(fstat(ends[0], &status));
        is("a pipe's user", status.st_uid, 1000);
        is("group", status.st_gid, 2000);
        must(prctl(PR_SET_DUMPABLE, 1));
        snprintf(name, sizeof name, "/proc/self/fd/%d", ends[1]);
        ok("opened again", open(name, O_WRONLY));
        must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
        must(fstat(pair[0], &status));
        is("a socket's user", status.st_uid, 1000);
    })), 0);
    is("credentials of nobody", reap(child({
        int pair[2];
        must(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
        union { char bytes[CMSG_SPACE(sizeof(struct ucred))]; struct cmsghdr align; } control = {0};
        struct iovec part = {"x", 1};
        struct msghdr message = {
            .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET, header->cmsg_type = SCM_CREDENTIALS;
        header->cmsg_len = CMSG_LEN(sizeof(struct ucred));
        struct ucred *sender = (void *)CMSG_DATA(header);
        *sender = (struct ucred){0x3fffffff, 0, 0};
        fails("no such process", sendmsg(pair[0], &message, 0), ESRCH);
        must(setuid(1000));
        *sender = (struct ucred){getpid(), 0, 0};
        fails("another user", sendmsg(pair[0], &message, 0), EPERM);
        *sender = (struct ucred){getppid(), 1000, 0};
        fails("another process", sendmsg(pair[0], &message, 0), EPERM);
    })), 0);
    is("seteuid and back", reap(child({
        ok("seteuid", seteuid(1000));
        yes("only effective", are(0, 1000, 0));
        ok("back", seteuid(0));
        yes("as before", are(0, 0, 0));
        ok("some of them", setresuid(1000, 2000, 3000));
        yes("set", are(1000, 2000, 3000));
        ok("swap", setreuid(2000, 1000));
        yes("swapped, saved follows", are(2000, 1000, 1000));
        fails("an id that is none of them", setuid(3000), EPERM);
        ok("setuid without privilege: only effective", setuid(2000));
        yes("set", are(2000, 2000, 1000));
        ok("saved", setresuid(-1, 1000, -1));
        yes("set", are(2000, 1000, 1000));
    })), 0);
    is("setreuid", reap(child({
        ok("effective only", setreuid(-1, 1000));
        yes("saved follows effective", are(0, 1000, 0) || are(0, 1000, 1000));
    })), 0);
    is("groups", reap(child({
        gid_t list[4] = {10, 20, 30, 40};
        gid_t got[10];
        ok("setgroups", setgroups(4, list));
        is("how many", getgroups(0, NULL), 4);
        is("getgroups", getgroups(10, got), 4);
        yes("them", memcmp(got, list, sizeof list) == 0);
        fails("no room", getgroups(2, got), EINVAL);
        fails("to nowhere", getgroups(10, wild), EFAULT);
        fails("too many", setgroups(70000, list), EINVAL);
        ok("setresgid", setresgid(1, 2, 3));
        yes("set", groups_are(1, 2, 3));
        ok("setgid", setgid(5));
        yes("all three", groups_are(5, 5, 5));
        is("inherited", reap(child({ _exit(getgroups(10, got) * 10 + getegid()); })), 45);
        must(setuid(1000));
        fails("setgid without privilege", setgid(10), EPERM);
        ok("to what it is", setgid(5));
    })), 0);
    is("setfsuid answers with the previous", reap(child({
        is("root", setfsuid(1000), 0);
        is("1000", setfsuid(-1), 1000);
        make_file("mine", "", 0600);
        struct stat status;
        must(stat("mine", &status));
        is("owner of what it makes", status.st_uid, 1000);
    }) + 0 * chmod(".", 0777)), 0);

    // Signals need the same user.
    int pipes[2];
    must(pipe(pipes));
    pid_t other = child({ must(setuid(2000)); must(write(pipes[1], "", 1)); for (;;) pause(); });
    char byte;
    must(read(pipes[0], &byte, 1));
    is("signals", reap(child({
        must(setuid(1000));
        fails("another user's process", kill(other, 0), EPERM);
        fails("root's", kill(getppid(), 0), EPERM);
        fails("process 1", kill(1, SIGTERM), EPERM);
        ok("oneself", kill(getpid(), 0));
        fails("another's limits", prlimit(other, RLIMIT_NOFILE, NULL, NULL), EPERM);
        fails("another's priority", setpriority(PRIO_PROCESS, other, 5), EPERM);
        fails("a better priority", setpriority(PRIO_PROCESS, 0, -5), EACCES);
        struct rlimit limit = {100, 100};
        must(setrlimit(RLIMIT_NOFILE, &limit));
        limit.rlim_max = 200;
        fails("a higher hard limit", setrlimit(RLIMIT_NOFILE, &limit), EPERM);
        fails("host name", sethostname("x", 1), EPERM);
        fails("chroot", chroot("."), EPERM);
        fails("mount", syscall(SYS_mount, "x", "/tmp", "tmpfs", 0, NULL), EPERM);
        fails("clock", ({ struct timespec now = {1, 0}; clock_settime(CLOCK_REALTIME, &now); }), EPERM);
    })), 0);
    is("the real id may be the sender's", reap(child({
        must(setresuid(2000, 1000, 1000));
        ok("kill", kill(other, 0));
    })), 0);
    kill(other, SIGKILL);
    reap(other);
    is("execve", reap(child({
        must(setresuid(1000, 2000, 3000));
        execl("/proc/self/exe", "x", "y", NULL);
        _exit(errno);
    })), 0);
    // Capabilities go with root.
    is("capabilities", reap(child({
        struct { uint32_t version; int pid; } header = {0x20080522, 0};
        struct { uint32_t effective, permitted, inheritable; } data[2];
        must(syscall(SYS_capget, &header, data));
        yes("root has them", data[0].effective & 1);
        must(setuid(1000));
        must(syscall(SYS_capget, &header, data));
        is("others do not", data[0].effective | data[0].permitted, 0);
        header.version = 1;
        fails("unknown version", syscall(SYS_capget, &header, data), EINVAL);
        is("the version is answered", header.version, 0x20080522);
    })), 0);
    return finish();
}
