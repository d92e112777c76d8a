#pragma once

#include <stdint.h>

/// Asks for turns of this many nanoseconds for the calling thread, which an ordinary one then gets sooner; 0 is
/// the host's usual. Hosts before Linux 6.12 do not mind it. Returns 0 or -errno.
int chost_set_slice(uint64_t nanoseconds);
