#include "guardian.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char clean = 'c';

struct guardianship {
  int terminal;
  int pipe;
  int status_flags;
  const struct termios *saved;
  const char *reset;
  int reset_length;
};

// Runs in a fork of a threaded program: async-signal-safe calls only.

static void keep_only(int *terminal, int *pipe) {
  // Above the range first, as either may already be 0 or 1.
  int high_terminal = fcntl(*terminal, F_DUPFD, 2);
  int high_pipe = fcntl(*pipe, F_DUPFD, 2);
  dup2(high_terminal, 0);
  dup2(high_pipe, 1);
  if (close_range(2, ~0u, 0) != 0)
    for (int fd = 2; fd < 4096; fd++) close(fd);
  *terminal = 0;
  *pipe = 1;
}

static void ignore_signals(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_IGN;
  for (int signal = 1; signal < 65; signal++) sigaction(signal, &action, NULL);
  // A fault must end it, not loop.
  action.sa_handler = SIG_DFL;
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);

  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static void restore(const struct guardianship *duty) {
  if (duty->reset_length > 0) {
    // A terminal that takes no output must not keep us for ever.
    fcntl(duty->terminal, F_SETFL, duty->status_flags | O_NONBLOCK);
    ssize_t written = write(duty->terminal, duty->reset, (size_t)duty->reset_length);
    (void)written;
  }
  tcsetattr(duty->terminal, TCSANOW, duty->saved);
  fcntl(duty->terminal, F_SETFL, duty->status_flags);
}

static void guard(struct guardianship *duty) {
  // A session of its own: it outlives a kill of the process group, and the terminal, no longer
  // its controlling one, lets it change settings from wherever it is.
  setsid();
  ignore_signals();
  keep_only(&duty->terminal, &duty->pipe);
  prctl(PR_SET_NAME, "tty-guardian", 0, 0, 0);

  char byte = 0;
  ssize_t length;
  do {
    length = read(duty->pipe, &byte, 1);
  } while (length < 0 && errno == EINTR);
  if (length != 1 || byte != clean) restore(duty);
  _exit(0);
}

int chost_guardian_start(int terminal, const struct termios *saved, int status_flags,
                         const char *reset, int reset_length, int *process) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -errno;

  struct guardianship duty = {terminal, ends[0], status_flags, saved, reset, reset_length};
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  // fork() would make it send SIGCHLD. Its handlers for locks are not needed: the child uses none.
  long child = syscall(SYS_clone, 0, 0, 0, 0, 0);
  int failure = child < 0 ? errno : 0;
  if (child == 0) guard(&duty);
  pthread_sigmask(SIG_SETMASK, &before, NULL);

  close(ends[0]);
  if (failure == 0) {
    *process = (int)child;
    return ends[1];
  }
  close(ends[1]);
  return -failure;
}

void chost_guardian_release(int pipe, int process) {
  ssize_t written;
  do {
    written = write(pipe, &clean, 1);
  } while (written < 0 && errno == EINTR);
  close(pipe);
  while (waitpid(process, NULL, __WALL) < 0 && errno == EINTR) {
  }
}
