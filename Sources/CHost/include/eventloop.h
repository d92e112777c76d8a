#pragma once

#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>

/// Waits for events: -1 waits for ever, 0 only looks.
/// Returns the number of events, or -errno (-EINTR included: the caller knows its deadline).
int chost_epoll_wait(int epoll, struct epoll_event *events, int capacity, int milliseconds);

/// A timer descriptor on the monotonic clock, or -errno.
int chost_timer_open(void);

/// Makes it readable at a time of the monotonic clock; at once when that is past. Draining it is reading 8 bytes.
void chost_timer_set(int fd, int64_t deadline_nanoseconds);

/// The 64 bits that came with an event; `epoll_data_t` is a union in a packed structure.
static inline uint64_t chost_epoll_data(const struct epoll_event *event) {
  return event->data.u64;
}

/// Adds, changes or removes an interest. Returns 0 or -errno.
int chost_epoll_control(int epoll, int operation, int fd, uint32_t events, uint64_t data);

/// Adds one to an eventfd; a full counter is a pending wake and no error. Async-signal-safe.
void chost_eventfd_signal(int fd);

/// Takes everything out of an eventfd. Returns what was in it, 0 if it was empty.
uint64_t chost_eventfd_drain(int fd);

/// Creates a signalfd for a list of signals. Returns a descriptor or -errno.
int chost_signalfd(const int *signals, int count);

/// A descriptor that becomes readable when the process ends (pidfd_open), or -errno.
int chost_pidfd_open(int process);

/// Sends a signal through a pidfd. Returns 0 or -errno.
int chost_pidfd_send_signal(int pidfd, int signal);
