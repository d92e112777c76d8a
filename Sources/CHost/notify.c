#include "include/interruption.h"
#include "include/notify.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>

// Linux 6.6, missing in older headers: SECCOMP_IOCTL_NOTIF_SET_FLAGS, SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP.
#define NOTIFY_SET_FLAGS _IOW('!', 4, unsigned long long)
#define NOTIFY_SYNC_WAKE_UP 1ul

int chost_notify_receive(int listener, struct chost_call *call) {
    struct seccomp_notif notification;
    memset(&notification, 0, sizeof notification);
    long result = chost_interruptible_ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &notification);
    if (result < 0) return (int)result;
    call->id = notification.id;
    call->thread = (int32_t)notification.pid;
    call->number = notification.data.nr;
    for (int i = 0; i < 6; i++) call->arguments[i] = notification.data.args[i];
    return 0;
}

static int answer(int listener, uint64_t id, int64_t value, int32_t error, uint32_t flags) {
    struct seccomp_notif_resp response = {.id = id, .val = value, .error = error, .flags = flags};
    return ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response) ? -errno : 0;
}

int chost_notify_answer(int listener, uint64_t id, int64_t value, int32_t error) {
    return answer(listener, id, value, error, 0);
}

int chost_notify_continue(int listener, uint64_t id) {
    return answer(listener, id, 0, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE);
}

int chost_notify_install(int listener, uint64_t id, int source, int target) {
    struct seccomp_notif_addfd add = {
        .id = id,
        .flags = SECCOMP_ADDFD_FLAG_SETFD,
        .srcfd = (uint32_t)source,
        .newfd = (uint32_t)target,
        .newfd_flags = O_CLOEXEC,
    };
    return ioctl(listener, SECCOMP_IOCTL_NOTIF_ADDFD, &add) < 0 ? -errno : 0;
}

int chost_notify_settle(int listener, uint64_t id) {
    // The caller itself puts descriptors in place, and this returns when it has tried: no limit allows that number.
    int result = chost_notify_install(listener, id, listener, INT_MAX);
    return result == -EBADF ? 0 : result;
}

int chost_notify_wake_here(int listener) {
    return ioctl(listener, NOTIFY_SET_FLAGS, NOTIFY_SYNC_WAKE_UP) ? -errno : 0;
}

int64_t chost_memory_read(pid_t pid, uint64_t address, void *buffer, uint64_t count) {
    struct iovec local = {buffer, count}, remote = {(void *)address, count};
    ssize_t done = process_vm_readv(pid, &local, 1, &remote, 1, 0);
    return done < 0 ? -errno : done;
}

int64_t chost_memory_write(pid_t pid, uint64_t address, const void *buffer, uint64_t count) {
    struct iovec local = {(void *)buffer, count}, remote = {(void *)address, count};
    ssize_t done = process_vm_writev(pid, &local, 1, &remote, 1, 0);
    return done < 0 ? -errno : done;
}
