#pragma once

// Serial ports: what <termios.h> leaves out.

/// Replaces the bits of c_cflag in `mask`, and sets both speeds, in bits per second, unless 0.
/// `code` is the speed's in c_cflag, or 0 where it has none. Returns 0 or -errno.
int chost_serial_configure(int fd, unsigned int mask, unsigned int flags, unsigned int code,
                           unsigned int speed);

/// The output speed in bits per second, or -errno.
int chost_serial_speed(int fd);

/// The modem's control lines as TIOCM_… bits, or -errno.
int chost_modem_get(int fd);

/// Raises and lowers lines that are ours. Returns 0 or -errno.
int chost_modem_set(int fd, int on, int off);

/// Begins or ends a BREAK. Returns 0 or -errno.
int chost_serial_break(int fd, int sending);
