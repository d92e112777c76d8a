#include "include/process.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int chost_signal_queue(pid_t process, pid_t thread, int signal, const void *info) {
    char copy[128];
    memcpy(copy, info, sizeof copy);
    long result = thread ? syscall(SYS_rt_tgsigqueueinfo, process, thread, signal, copy)
                         : syscall(SYS_rt_sigqueueinfo, process, signal, copy);
    return result < 0 ? -errno : 0;
}

static int set_limit(pid_t process, int resource, uint64_t soft) {
    struct rlimit limit;
    if (prlimit(process, (__rlimit_resource_t)resource, NULL, &limit)) return -errno;
    limit.rlim_cur = limit.rlim_max < soft ? limit.rlim_max : soft;
    return prlimit(process, (__rlimit_resource_t)resource, &limit, NULL) ? -errno : 0;
}

int chost_process_set_limit(pid_t process, int resource, uint64_t soft) {
    int result = set_limit(process, resource, soft);
    if (result != -EPERM) return result;
    // Without CAP_SYS_RESOURCE, which containers lack, even root has to be the process's user, its real user at
    // that. These calls change the calling thread only, and its effective user stays.
    char path[32];
    struct stat owner;
    uid_t uid = getuid();
    gid_t gid = getgid();
    snprintf(path, sizeof path, "/proc/%d", process);
    if (stat(path, &owner)) return -errno;
    if (syscall(SYS_setresgid, owner.st_gid, -1, -1) == 0) {
        if (syscall(SYS_setresuid, owner.st_uid, -1, -1) == 0) {
            result = set_limit(process, resource, soft);
            syscall(SYS_setresuid, uid, -1, -1);
        }
        syscall(SYS_setresgid, gid, -1, -1);
    }
    return result;
}

uint32_t chost_personality(void) {
    // This value asks and changes nothing.
    return (uint32_t)personality(0xffffffff);
}

int chost_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) ? -errno : 0; }
