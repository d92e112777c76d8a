#pragma once

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <time.h>

/// Nanoseconds of a clock. Zero for a clock this kernel does not have.
static inline int64_t chost_clock_nanoseconds(int clock) {
  struct timespec now;
  if (clock_gettime(clock, &now) != 0) return 0;
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
