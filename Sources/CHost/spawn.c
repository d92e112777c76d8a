#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Everything from here to `run_child` runs between fork and exec of a threaded program:
// only async-signal-safe calls, no allocation.

static void reset_signals(void) {
  // The kernel's structure, all zero: default action. glibc's sigaction refuses the two signals it
  // keeps for itself, but we may have inherited even those ignored.
  const unsigned long action[4] = {0};
  for (int signal = 1; signal < 65; signal++)
    syscall(SYS_rt_sigaction, signal, action, NULL, sizeof(unsigned long));

  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/// Puts the descriptors at 0…count-1 and the report pipe right after them.
static int place_descriptors(const int *descriptors, int count, int *report) {
  int copies[CHOST_SPAWN_DESCRIPTORS];

  // Copies above the range first: a source may sit where another has to go.
  for (int i = 0; i < count; i++) {
    int source = descriptors[i];
    int opened = -1;
    if (source < 0) source = opened = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (source < 0) return -errno;
    copies[i] = fcntl(source, F_DUPFD_CLOEXEC, count + 1);
    if (copies[i] < 0) return -errno;
    if (opened >= 0) close(opened);
  }
  int moved = fcntl(*report, F_DUPFD_CLOEXEC, count + 1);
  if (moved < 0) return -errno;
  *report = moved;

  for (int i = 0; i < count; i++)
    if (dup2(copies[i], i) < 0) return -errno;
  if (dup3(moved, count, O_CLOEXEC) < 0) return -errno;
  *report = count;

  // Whatever is left open belongs to somebody else. Before 5.9: one by one.
  if (close_range((unsigned int)count + 1, ~0u, 0) != 0)
    for (int fd = count + 1; fd < 4096; fd++) close(fd);
  return 0;
}

static int prepare_child(const struct chost_spawn_request *request, int *report, int parent) {
  if (request->parent_death_signal != 0) {
    if (prctl(PR_SET_PDEATHSIG, request->parent_death_signal, 0, 0, 0) != 0) return -errno;
    // The parent may have gone before the request was made.
    if (getppid() != parent) raise(request->parent_death_signal);
  }
  if (request->flags & chost_spawn_new_session) {
    if (setsid() < 0) return -errno;
  } else if (request->flags & chost_spawn_new_group) {
    if (setpgid(0, 0) != 0) return -errno;
  }
  int placed = place_descriptors(request->descriptors, request->descriptor_count, report);
  if (placed < 0) return placed;
  if (request->flags & chost_spawn_controlling_terminal)
    if (ioctl(0, TIOCSCTTY, 0) != 0) return -errno;
  if (request->directory != NULL && chdir(request->directory) != 0) return -errno;
  return 0;
}

static void run_child(const struct chost_spawn_request *request, int report, int parent) {
  int failure = prepare_child(request, &report, parent);
  if (failure == 0) {
    reset_signals();
    execve(request->path, request->arguments, request->environment);
    failure = -errno;
  }
  ssize_t written = write(report, &failure, sizeof failure);
  (void)written;
  _exit(127);
}

int chost_spawn(const struct chost_spawn_request *request) {
  if (request->descriptor_count < 0 || request->descriptor_count > CHOST_SPAWN_DESCRIPTORS)
    return -EINVAL;
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return -errno;

  // No handler of ours may run in the child while it is still a copy of us.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int parent = getpid();
  int child = fork();
  int failure = child < 0 ? -errno : 0;
  if (child == 0) run_child(request, report[1], parent);
  pthread_sigmask(SIG_SETMASK, &before, NULL);

  close(report[1]);
  if (child > 0) {
    ssize_t length;
    do {
      length = read(report[0], &failure, sizeof failure);
    } while (length < 0 && errno == EINTR);
    if (length != sizeof failure) failure = 0;
    if (failure != 0) {
      while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
      }
    }
  }
  close(report[0]);
  return failure != 0 ? failure : child;
}
