#pragma once

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/xattr.h>

/// How far a path may lead away from the directory it starts at. See openat2(2).
static const uint64_t chost_resolve_no_magiclinks = 0x02;
static const uint64_t chost_resolve_no_symlinks = 0x04;
static const uint64_t chost_resolve_beneath = 0x08;

/// openat2(2). Returns a descriptor or -errno; always close-on-exec.
/// Without openat2 (before 5.6) a single component is opened with O_NOFOLLOW instead, and
/// anything else is refused with -ENOSYS: a jail that leaks is worse than none.
int chost_openat2(int directory, const char *path, int flags, uint32_t mode, uint64_t resolve);

/// Raw directory records (struct linux_dirent64). Returns bytes, 0 at the end, or -errno.
long chost_getdents64(int fd, void *buffer, size_t length);

// Declared by <sys/stat.h> only for targets that define _GNU_SOURCE.
struct statx;

/// statx(2) with all basic fields and the birth time. Returns 0 or -errno.
int chost_statx(int directory, const char *path, int flags, struct statx *status);

/// renameat2(2). Returns 0 or -errno.
int chost_renameat2(int from, const char *old, int to, const char *new_name, unsigned int flags);
