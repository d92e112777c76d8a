#pragma once
// Signals to, and limits of, other processes.
#include <stdint.h>
#include <sys/types.h>

/// rt_sigqueueinfo(2) and rt_tgsigqueueinfo(2) with siginfo's 128 bytes. `thread` 0: any thread of the process. 0 or -errno.
int chost_signal_queue(pid_t process, pid_t thread, int signal, const void *info);
/// prlimit(2): sets the soft limit, at most to the hard one. 0 or -errno.
int chost_process_set_limit(pid_t process, int resource, uint64_t soft);
/// This process's personality(2).
uint32_t chost_personality(void);
/// Makes orphans among this process's descendants its children: PR_SET_CHILD_SUBREAPER. 0 or -errno.
int chost_adopt_orphans(void);
