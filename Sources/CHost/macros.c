#include "macros.h"

#include <errno.h>
#include <string.h>

static int set_disposition(int signal, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  return sigaction(signal, &action, NULL) == 0 ? 0 : -errno;
}

int chost_signal_ignore(int signal) { return set_disposition(signal, SIG_IGN); }

int chost_signal_default(int signal) { return set_disposition(signal, SIG_DFL); }
