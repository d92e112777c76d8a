// /proc of the system: what ps, top, free, mount and the C library read.
#include "guest.h"

static char content[65536];
static char *load(const char *path) { return strcpy(content, content_of(path)); }
static int has(const char *path, const char *what) { return strstr(load(path), what) != NULL; }

int main(void) {
    double up = 0, idle = -1, load_average = -1;
    is("uptime", sscanf(load("/proc/uptime"), "%lf %lf", &up, &idle), 2);
    yes("is time", up > 0 && idle >= 0);
    is("loadavg", sscanf(load("/proc/loadavg"), "%lf", &load_average), 1);
    yes("meminfo", has("/proc/meminfo", "MemTotal:") && has("/proc/meminfo", "MemFree:") && has("/proc/meminfo", "MemAvailable:") &&
                   has("/proc/meminfo", "Buffers:") && has("/proc/meminfo", "Cached:") && has("/proc/meminfo", "SwapTotal:"));
    yes("stat", strncmp(load("/proc/stat"), "cpu ", 4) == 0 && strstr(content, "\ncpu0 ") && strstr(content, "\nbtime ") &&
                strstr(content, "\nprocesses "));
    yes("cpuinfo", has("/proc/cpuinfo", "processor") && has("/proc/cpuinfo", "\n\n"));
    yes("version", strncmp(load("/proc/version"), "Linux version ", 14) == 0);
    yes("filesystems", has("/proc/filesystems", "nodev\tproc\n") && has("/proc/filesystems", "nodev\ttmpfs\n"));
    yes("mounts", has("/proc/mounts", " /proc proc "));
    yes("cmdline", load("/proc/cmdline")[0] != '(');
    yes("devices", has("/proc/devices", "Character devices:"));
    yes("swaps", has("/proc/swaps", "Filename"));
    yes("partitions", load("/proc/partitions")[0] != '(');
    yes("hostname", load("/proc/sys/kernel/hostname")[0] != '(');
    yes("osrelease", atoi(load("/proc/sys/kernel/osrelease")) >= 5);
    text("ostype", load("/proc/sys/kernel/ostype"), "Linux\n");
    yes("pid_max", atoi(load("/proc/sys/kernel/pid_max")) >= 300);
    yes("entropy", atoi(load("/proc/sys/kernel/random/entropy_avail")) > 0);
    is("uuid", strlen(load("/proc/sys/kernel/random/uuid")), 37);
    yes("pipe-max-size", atoi(load("/proc/sys/fs/pipe-max-size")) >= 65536);
    yes("processors online", load("/sys/devices/system/cpu/online")[0] == '0');

    // Every process is listed once, and can be looked at.
    DIR *directory = opendir("/proc");
    int mine = 0, one = 0, unreadable = 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        int pid = atoi(entry->d_name);
        if (pid <= 0) continue;
        mine += pid == getpid();
        one += pid == 1;
        char path[60];
        snprintf(path, sizeof path, "/proc/%d/stat", pid);
        if (load(path)[0] == '(' && strcmp(content, "(ENOENT)") && strcmp(content, "(ESRCH)")) unreadable++;
    }
    is("this process", mine, 1);
    is("process 1", one, 1);
    is("readable", unreadable, 0);
    fails("no such process", access("/proc/4000000", F_OK), ENOENT);
    fails("making something", mkdir("/proc/x", 0700), ENOENT);
    fails("removing something", unlink("/proc/uptime"), EPERM);
    // Read in small parts, a file is the same.
    int fd = must(open("/proc/filesystems", O_RDONLY));
    char small[65536];
    int length = 0;
    for (int count; (count = read(fd, small + length, 7)) > 0;) length += count;
    small[length] = 0;
    text("in small parts", small, load("/proc/filesystems"));
    struct stat status;
    must(stat("/proc/uptime", &status));
    is("a size of 0", status.st_size, 0);
    is("its mode", status.st_mode, S_IFREG | 0444);
    return finish();
}
