#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#define SLOTS 8
#define RESET_CAPACITY 256

struct guarded {
  atomic_int active;
  int fd;
  int status_flags;
  struct termios saved;
  char reset[RESET_CAPACITY];
  int reset_length;
};

static struct guarded slots[SLOTS];
static pthread_mutex_t registration = PTHREAD_MUTEX_INITIALIZER;
static int installed;
static struct sigaction previous[65];

static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS};
static const int ending_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

// Restores every registered terminal. Async-signal-safe.
static void restore_all(void) {
  int saved_errno = errno;
  for (int i = 0; i < SLOTS; i++) {
    struct guarded *slot = &slots[i];
    if (!atomic_load(&slot->active)) continue;
    if (slot->reset_length > 0) {
      // Never wait for a terminal that takes no output: this process is dying.
      fcntl(slot->fd, F_SETFL, slot->status_flags | O_NONBLOCK);
      ssize_t written = write(slot->fd, slot->reset, (size_t)slot->reset_length);
      (void)written;
    }
    tcsetattr(slot->fd, TCSANOW, &slot->saved);
    fcntl(slot->fd, F_SETFL, slot->status_flags);
  }
  errno = saved_errno;
}

// All signals are blocked here, SIGTTOU too: a process in the background may restore.
static void restore_and_die(int signal, siginfo_t *information, void *context) {
  (void)information;
  (void)context;
  restore_all();
  sigaction(signal, &previous[signal], NULL);
  // Pending until this handler returns, then handled as if we had never been here.
  raise(signal);
}

static void install(int signal, int only_default) {
  sigaction(signal, NULL, &previous[signal]);
  if (only_default &&
      ((previous[signal].sa_flags & SA_SIGINFO) || previous[signal].sa_handler != SIG_DFL))
    return;

  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = restore_and_die;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigfillset(&action.sa_mask);
  sigaction(signal, &action, NULL);
}

static void install_handlers(void) {
  if (installed) return;
  installed = 1;
  for (unsigned i = 0; i < sizeof fatal_signals / sizeof *fatal_signals; i++)
    install(fatal_signals[i], 0);
  for (unsigned i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++)
    install(ending_signals[i], 1);
}

int chost_terminal_guard_add(int fd, const struct termios *saved, int status_flags,
                             const char *reset, int reset_length) {
  if (reset_length < 0 || reset_length > RESET_CAPACITY) return -EINVAL;
  int chosen = -ENOSPC;
  pthread_mutex_lock(&registration);
  for (int i = 0; i < SLOTS && chosen < 0; i++)
    if (!atomic_load(&slots[i].active)) chosen = i;
  if (chosen >= 0) {
    struct guarded *slot = &slots[chosen];
    slot->fd = fd;
    slot->saved = *saved;
    slot->status_flags = status_flags;
    if (reset_length > 0) memcpy(slot->reset, reset, (size_t)reset_length);
    slot->reset_length = reset_length;
    atomic_store(&slot->active, 1);
    install_handlers();
  }
  pthread_mutex_unlock(&registration);
  return chosen;
}

void chost_terminal_guard_remove(int slot) {
  if (slot < 0 || slot >= SLOTS) return;
  atomic_store(&slots[slot].active, 0);
}
