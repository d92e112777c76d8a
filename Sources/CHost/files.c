#include "files.h"

#include <errno.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// glibc's __O_TMPFILE contains O_DIRECTORY.
#define TEMPORARY_FILE 020000000

int chost_openat2(int directory, const char *path, int flags, uint32_t mode, uint64_t resolve) {
  struct open_how how = {
      .flags = (uint64_t)(unsigned int)(flags | O_CLOEXEC),
      // The kernel refuses a mode that would not be used.
      .mode = (flags & (O_CREAT | TEMPORARY_FILE)) ? mode & 07777 : 0,
      .resolve = resolve,
  };
  for (int attempts = 0; attempts < 128; attempts++) {
    long fd = syscall(SYS_openat2, directory, path, &how, sizeof how);
    if (fd >= 0) return (int)fd;
    // EAGAIN: a rename or mount raced with "..", openat2(2) asks to try again.
    if (errno == EINTR || errno == EAGAIN) continue;
    if (errno == ENOSYS || errno == EPERM) {
      int refused = errno;
      if (strchr(path, '/') != NULL || strcmp(path, "..") == 0) return -refused;
      int opened = openat(directory, path, flags | O_CLOEXEC | O_NOFOLLOW, mode);
      return opened >= 0 ? opened : -errno;
    }
    return -errno;
  }
  return -EAGAIN;
}

long chost_getdents64(int fd, void *buffer, size_t length) {
  long count = syscall(SYS_getdents64, fd, buffer, length);
  return count >= 0 ? count : -errno;
}

int chost_statx(int directory, const char *path, int flags, struct statx *status) {
  int result = statx(directory, path, flags, STATX_BASIC_STATS | STATX_BTIME, status);
  return result == 0 ? 0 : -errno;
}

int chost_renameat2(int from, const char *old, int to, const char *new_name, unsigned int flags) {
  return renameat2(from, old, to, new_name, flags) == 0 ? 0 : -errno;
}
