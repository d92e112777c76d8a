// /proc of the process itself.
#include "guest.h"

static const char *line_of(const char *content, const char *start) {
    static char line[300];
    const char *at = strstr(content, start);
    if (!at) return "";
    snprintf(line, sizeof line, "%.*s", (int)strcspn(at + strlen(start), "\n"), at + strlen(start));
    return line + strspn(line, " \t");
}
static char content[65536];
static char *load(const char *path) { return strcpy(content, content_of(path)); }

int main(int argc, char **argv) {
    if (argc > 1) {
        int fd = must(open("/proc/self/cmdline", O_RDONLY));
        int count = read(fd, content, sizeof content);
        yes("cmdline", count == (int)(strlen(argv[0]) + strlen(argv[1]) + strlen(argv[2]) + 3) &&
                       strcmp(content + strlen(argv[0]) + 1, "two words") == 0);
        fd = must(open("/proc/self/environ", O_RDONLY));
        count = read(fd, content, sizeof content);
        yes("environ", count == 8 && memcmp(content, "A=b\0C=d", 8) == 0);
        return finish();
    }
    char link[PATH_MAX] = {0}, other[PATH_MAX] = {0}, path[100];
    must(readlink("/proc/self", link, sizeof link - 1));
    is("self", atoi(link), getpid());
    memset(link, 0, sizeof link);
    must(readlink("/proc/self/cwd", link, sizeof link - 1));
    text("cwd", link, getcwd(other, sizeof other));
    memset(link, 0, sizeof link);
    must(readlink("/proc/self/root", link, sizeof link - 1));
    text("root", link, "/");
    memset(link, 0, sizeof link);
    must(readlink("/proc/self/exe", link, sizeof link - 1));
    text("exe", strrchr(link, '/') + 1, "proc_self");
    make_file("f", "0123456789", 0600);
    int fd = must(open("f", O_RDWR | O_APPEND));
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    memset(link, 0, sizeof link);
    must(readlink(path, link, sizeof link - 1));
    text("fd", strrchr(link, '/'), "/f");
    lseek(fd, 5, SEEK_SET);
    text("opened anew: from the start", content_of(path), "0123456789");
    must(unlink("f"));
    memset(link, 0, sizeof link);
    must(readlink(path, link, sizeof link - 1));
    text("deleted", strrchr(link, '/'), "/f (deleted)");
    text("can be opened even so", content_of(path), "0123456789");
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", fd);
    load(path);
    is("fdinfo: place", atoi(line_of(content, "pos:")), 5);
    yes("fdinfo: flags", strtol(line_of(content, "flags:"), NULL, 8) & O_APPEND);
    fails("not open", readlink("/proc/self/fd/900", link, sizeof link), ENOENT);
    int pipes[2];
    must(pipe(pipes));
    snprintf(path, sizeof path, "/proc/self/fd/%d", pipes[0]);
    memset(link, 0, sizeof link);
    must(readlink(path, link, sizeof link - 1));
    yes("a pipe", strncmp(link, "pipe:[", 6) == 0);

    load("/proc/self/stat");
    is("stat: pid", atoi(content), getpid());
    yes("stat: name", strstr(content, " (proc_self) R ") != NULL);
    int parent = 0, group = 0, session = 0;
    sscanf(strrchr(content, ')') + 4, "%d %d %d", &parent, &group, &session);
    is("stat: parent", parent, getppid());
    is("stat: group", group, getpgrp());
    is("stat: session", session, getsid(0));
    int fields = 1;
    for (char *at = strrchr(content, ')'); *at; at++) fields += *at == ' ';
    is("stat: fields", fields + 1, 52);
    load("/proc/self/status");
    text("status: Name", line_of(content, "Name:"), "proc_self");
    is("status: Pid", atoi(line_of(content, "\nPid:")), getpid());
    is("status: PPid", atoi(line_of(content, "\nPPid:")), getppid());
    is("status: Uid", atoi(line_of(content, "\nUid:")), getuid());
    is("status: Threads", atoi(line_of(content, "\nThreads:")), 1);
    yes("status: VmRSS", atoi(line_of(content, "\nVmRSS:")) > 0);
    signal(SIGUSR1, SIG_IGN);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGHUP);
    load("/proc/self/status");
    is("status: SigIgn", strtoul(line_of(content, "\nSigIgn:"), NULL, 16), 1UL << (SIGUSR1 - 1));
    is("status: SigBlk", strtoul(line_of(content, "\nSigBlk:"), NULL, 16), 1);
    yes("status: pending", (strtoul(line_of(content, "\nSigPnd:"), NULL, 16) | strtoul(line_of(content, "\nShdPnd:"), NULL, 16)) == 1);
    yes("statm", atoi(load("/proc/self/statm")) > 0);
    text("comm", load("/proc/self/comm"), "proc_self\n");
    load("/proc/self/maps");
    yes("maps: stack", strstr(content, "[stack]") != NULL);
    yes("maps: program", strstr(content, "/proc_self\n") != NULL);
    char *map = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    snprintf(path, sizeof path, "%lx-", (unsigned long)map);
    yes("maps: what is mapped", strstr(load("/proc/self/maps"), "r--p 00000000 00:00 0") != NULL);
    yes("limits", strstr(load("/proc/self/limits"), "Max open files") != NULL);
    // Not the root: in a chroot it need not be a mount.
    yes("mounts", strstr(load("/proc/self/mounts"), " /proc proc ") != NULL);
    yes("mountinfo", strstr(load("/proc/self/mountinfo"), " / / ") != NULL || strstr(content, " / ") != NULL);
    snprintf(path, sizeof path, "/proc/self/task/%d/comm", gettid());
    text("task", load(path), "proc_self\n");
    yes("oom_score_adj", load("/proc/self/oom_score_adj")[0] != '(');
    is("children's", reap(child({
        snprintf(path, sizeof path, "/proc/%d/stat", getppid());
        is("parent's stat", atoi(load(path)), getppid());
    })), 0);
    pid_t pid = child(_exit(0));
    siginfo_t info;
    must(waitid(P_PID, pid, &info, WEXITED | WNOWAIT));
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    yes("a zombie's state", strstr(load(path), ") Z ") != NULL);
    snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
    text("a zombie's cmdline", load(path), "");
    reap(pid);
    fails("gone", access(path, F_OK), ENOENT);
    char *arguments[] = {"zero", "two words", "", NULL};
    char *environment[] = {"A=b", "C=d", NULL};
    is("after execve", reap(child({ execve("/proc/self/exe", arguments, environment); })), 0);
    return finish();
}
