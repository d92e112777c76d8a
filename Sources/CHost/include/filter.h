#pragma once
// The seccomp filter of guest processes: what the host may do by itself, and what goes to our kernel.
#include <stdint.h>

/// Installs the filter on the calling process for good. Returns the listener's descriptor, or -errno.
int chost_filter_install(uint64_t anonymous_limit);
