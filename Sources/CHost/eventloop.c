#include "eventloop.h"

#include <errno.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

int chost_epoll_wait(int epoll, struct epoll_event *events, int capacity, int milliseconds) {
  int count = epoll_wait(epoll, events, capacity, milliseconds);
  return count >= 0 ? count : -errno;
}

int chost_timer_open(void) {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  return fd >= 0 ? fd : -errno;
}

void chost_timer_set(int fd, int64_t deadline_nanoseconds) {
  // Zero would take the timer away.
  if (deadline_nanoseconds < 1) deadline_nanoseconds = 1;
  struct itimerspec time = {.it_value = {
      .tv_sec = deadline_nanoseconds / 1000000000,
      .tv_nsec = deadline_nanoseconds % 1000000000,
  }};
  timerfd_settime(fd, TFD_TIMER_ABSTIME, &time, NULL);
}

int chost_epoll_control(int epoll, int operation, int fd, uint32_t events, uint64_t data) {
  struct epoll_event event = {.events = events, .data = {.u64 = data}};
  return epoll_ctl(epoll, operation, fd, &event) == 0 ? 0 : -errno;
}

void chost_eventfd_signal(int fd) {
  int saved = errno;
  uint64_t one = 1;
  ssize_t written;
  do {
    written = write(fd, &one, sizeof one);
  } while (written < 0 && errno == EINTR);
  errno = saved;
}

uint64_t chost_eventfd_drain(int fd) {
  uint64_t value = 0;
  ssize_t length;
  do {
    length = read(fd, &value, sizeof value);
  } while (length < 0 && errno == EINTR);
  return length == sizeof value ? value : 0;
}

int chost_signalfd(const int *signals, int count) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < count; i++) sigaddset(&set, signals[i]);
  int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  return fd >= 0 ? fd : -errno;
}

int chost_pidfd_open(int process) {
  // Close-on-exec by definition.
  long fd = syscall(SYS_pidfd_open, process, 0);
  return fd >= 0 ? (int)fd : -errno;
}

int chost_pidfd_send_signal(int pidfd, int signal) {
  long result = syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0);
  return result == 0 ? 0 : -errno;
}
