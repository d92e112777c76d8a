#pragma once
// SIGCHLD as an event. A signalfd would need the signal blocked in every thread of the program, and
// libraries have threads of their own; a handler runs in whichever thread is there.

/// From now on every SIGCHLD writes to this eventfd. 0, or -errno; -ENOSPC for more than 64 watchers.
int chost_children_watch(int eventfd);
/// Ends that, before the descriptor is closed.
void chost_children_unwatch(int eventfd);
