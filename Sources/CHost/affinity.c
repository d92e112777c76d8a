#include "affinity.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

// The system calls rather than glibc's cpu_set_t: machines may have more than 1024 processors.

int chost_get_affinity(int thread, uint64_t *words, long count) {
  long bytes = syscall(SYS_sched_getaffinity, thread, count * 8, words);
  return bytes >= 0 ? (int)((bytes + 7) / 8) : -errno;
}

int chost_set_affinity(int thread, const uint64_t *words, long count) {
  return syscall(SYS_sched_setaffinity, thread, count * 8, words) == 0 ? 0 : -errno;
}
