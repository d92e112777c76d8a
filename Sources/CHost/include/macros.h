#pragma once

// Function-like and computed macros as functions and constants.

#include <signal.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

static inline unsigned long chost_device_make(unsigned int major, unsigned int minor) {
  return makedev(major, minor);
}

/// Ignores a signal: `sigaction` has a union and SIG_IGN is a cast. Returns 0 or -errno.
int chost_signal_ignore(int signal);
