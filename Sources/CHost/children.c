#include "include/children.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { WATCHERS = 64 };
// Descriptor plus one; 0 is a free place.
static atomic_int watchers[WATCHERS];

static void handle_child(int signal) {
    (void)signal;
    int saved = errno;
    uint64_t one = 1;
    for (int i = 0; i < WATCHERS; i++) {
        int watcher = atomic_load_explicit(&watchers[i], memory_order_acquire);
        // A full counter has been written to already.
        if (watcher && write(watcher - 1, &one, sizeof one) < 0) continue;
    }
    errno = saved;
}

int chost_children_watch(int eventfd) {
    // Stops count: they are what ptrace tells.
    struct sigaction action = {.sa_handler = handle_child, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < WATCHERS; i++) {
        int free_place = 0;
        if (!atomic_compare_exchange_strong(&watchers[i], &free_place, eventfd + 1)) continue;
        return sigaction(SIGCHLD, &action, NULL) ? -errno : 0;
    }
    return -ENOSPC;
}

void chost_signalfd_drain(int signalfd) {
    struct signalfd_siginfo information;
    while (read(signalfd, &information, sizeof information) < 0 && errno == EINTR) {}
}

void chost_children_unwatch(int eventfd) {
    for (int i = 0; i < WATCHERS; i++) {
        int expected = eventfd + 1;
        if (atomic_compare_exchange_strong(&watchers[i], &expected, 0)) return;
    }
}
