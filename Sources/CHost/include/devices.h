#pragma once

// Terminal requests. The macros are computed, so Swift does not import them.

#include <sys/ioctl.h>
#include <termios.h>

/// Size of a terminal in cells and pixels. Returns 0 or -errno.
int chost_get_window_size(int fd, struct winsize *size);
int chost_set_window_size(int fd, const struct winsize *size);

/// Lets the secondary side of a pseudo terminal be opened. Returns 0 or -errno.
int chost_pty_unlock(int primary);

/// The N of /dev/pts/N, or -errno.
int chost_pty_number(int primary);

/// Opens the secondary side without a path, so that mount namespaces do not matter.
/// Falls back to the path on kernels before 4.13. Returns a descriptor or -errno.
int chost_pty_open_peer(int primary, int flags);

/// Bytes waiting in the output queue, or -errno.
int chost_output_queue_length(int fd);
