#pragma once
// seccomp user notification: the calls a guest makes, and the answers. See seccomp_unotify(2).
#include <stdint.h>
#include <sys/types.h>

struct chost_call {
    uint64_t id;
    int32_t thread;
    int32_t number;
    uint64_t arguments[6];
};

/// Takes the next waiting call. 0, or -errno; -ENOENT when its caller died first. Blocks while there is none, until the
/// thread is interrupted (-EINTR; see interruption.h).
int chost_notify_receive(int listener, struct chost_call *call);
/// The call returns `value`, or fails with `-error`. -ENOENT when its caller is gone.
int chost_notify_answer(int listener, uint64_t id, int64_t value, int32_t error);
/// The host performs the call.
int chost_notify_continue(int listener, uint64_t id);
/// Puts a copy of `source` at the caller's own descriptor number `target`, close-on-exec.
int chost_notify_install(int listener, uint64_t id, int source, int target);
/// Returns when the caller of a received call is past the point where a signal could take it out of its wait. 0, or
/// -ENOENT when the caller is gone.
int chost_notify_settle(int listener, uint64_t id);
/// Lets an answer wake the caller on this CPU. Linux 6.6; earlier ones return -EINVAL and do without.
int chost_notify_wake_here(int listener);

/// process_vm_readv and process_vm_writev for one range. Bytes done before the first fault, or -errno.
int64_t chost_memory_read(pid_t pid, uint64_t address, void *buffer, uint64_t count);
int64_t chost_memory_write(pid_t pid, uint64_t address, const void *buffer, uint64_t count);
