#include "devices.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int chost_get_window_size(int fd, struct winsize *size) {
  return ioctl(fd, TIOCGWINSZ, size) == 0 ? 0 : -errno;
}

int chost_set_window_size(int fd, const struct winsize *size) {
  return ioctl(fd, TIOCSWINSZ, size) == 0 ? 0 : -errno;
}

int chost_pty_unlock(int primary) {
  int locked = 0;
  return ioctl(primary, TIOCSPTLCK, &locked) == 0 ? 0 : -errno;
}

int chost_pty_number(int primary) {
  unsigned int number = 0;
  return ioctl(primary, TIOCGPTN, &number) == 0 ? (int)number : -errno;
}

int chost_pty_open_peer(int primary, int flags) {
  int peer = ioctl(primary, TIOCGPTPEER, flags);
  if (peer >= 0) return peer;
  if (errno != ENOTTY && errno != EINVAL) return -errno;

  int number = chost_pty_number(primary);
  if (number < 0) return number;
  char path[32];
  snprintf(path, sizeof path, "/dev/pts/%d", number);
  peer = open(path, flags);
  return peer >= 0 ? peer : -errno;
}

int chost_output_queue_length(int fd) {
  int length = 0;
  return ioctl(fd, TIOCOUTQ, &length) == 0 ? length : -errno;
}
