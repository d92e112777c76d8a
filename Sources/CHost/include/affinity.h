#pragma once

#include <sched.h>
#include <stdint.h>

/// Reads the processors a thread may use (0: the caller) as a bit mask of 64-bit words.
/// Returns the number of words filled, or -errno.
int chost_get_affinity(int thread, uint64_t *words, long count);

/// Sets them. Returns 0 or -errno.
int chost_set_affinity(int thread, const uint64_t *words, long count);
