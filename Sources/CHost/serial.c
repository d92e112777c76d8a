#include "serial.h"

#include <asm/termbits.h>
#include <errno.h>
#include <sys/ioctl.h>

// <termios.h> has no speeds but those of its own list, and cannot be included along with this.

int chost_serial_configure(int fd, unsigned int mask, unsigned int flags, unsigned int code,
                           unsigned int speed) {
  struct termios2 settings;
  if (ioctl(fd, TCGETS2, &settings) != 0) return -errno;
  settings.c_cflag = (settings.c_cflag & ~mask) | (flags & mask);
  if (speed != 0) {
    settings.c_cflag = (settings.c_cflag & ~(CBAUD | CIBAUD)) | (code != B0 ? code : BOTHER);
    settings.c_ospeed = speed;
    settings.c_ispeed = speed;
  }
  return ioctl(fd, TCSETS2, &settings) == 0 ? 0 : -errno;
}

int chost_serial_speed(int fd) {
  struct termios2 settings;
  return ioctl(fd, TCGETS2, &settings) == 0 ? (int)settings.c_ospeed : -errno;
}

int chost_modem_get(int fd) {
  int lines = 0;
  return ioctl(fd, TIOCMGET, &lines) == 0 ? lines : -errno;
}

int chost_modem_set(int fd, int on, int off) {
  if (on != 0 && ioctl(fd, TIOCMBIS, &on) != 0) return -errno;
  if (off != 0 && ioctl(fd, TIOCMBIC, &off) != 0) return -errno;
  return 0;
}

int chost_serial_break(int fd, int sending) {
  return ioctl(fd, sending ? TIOCSBRK : TIOCCBRK) == 0 ? 0 : -errno;
}
