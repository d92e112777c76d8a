#pragma once
// SIGCHLD as an event, in threads that do not block it.

/// From now on every SIGCHLD that a thread takes writes to this eventfd. 0, or -errno; -ENOSPC for more than 64 watchers.
int chost_children_watch(int eventfd);
/// Ends that, before the descriptor is closed.
void chost_children_unwatch(int eventfd);
/// Reads what a signalfd of SIGCHLD has; one signal at most is pending at a time.
void chost_signalfd_drain(int signalfd);
