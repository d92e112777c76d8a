#include "include/process.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int chost_signal_queue(pid_t process, pid_t thread, int signal, const void *info) {
    char copy[128];
    memcpy(copy, info, sizeof copy);
    long result = thread ? syscall(SYS_rt_tgsigqueueinfo, process, thread, signal, copy)
                         : syscall(SYS_rt_sigqueueinfo, process, signal, copy);
    return result < 0 ? -errno : 0;
}

int chost_process_set_limit(pid_t process, int resource, uint64_t soft) {
    struct rlimit limit;
    if (prlimit(process, (__rlimit_resource_t)resource, NULL, &limit)) return -errno;
    limit.rlim_cur = limit.rlim_max < soft ? limit.rlim_max : soft;
    return prlimit(process, (__rlimit_resource_t)resource, &limit, NULL) ? -errno : 0;
}
