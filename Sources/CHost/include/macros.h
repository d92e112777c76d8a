#pragma once

// Function-like and computed macros as functions and constants.

#include <signal.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

static inline unsigned int chost_device_major(unsigned long device) { return major(device); }
static inline unsigned int chost_device_minor(unsigned long device) { return minor(device); }
static inline unsigned long chost_device_make(unsigned int major, unsigned int minor) {
  return makedev(major, minor);
}

/// Disposition of a signal: `sigaction` has a union and SIG_IGN is a cast.
/// Returns 0 or -errno.
int chost_signal_ignore(int signal);
int chost_signal_default(int signal);
