#include "macros.h"

#include <errno.h>
#include <string.h>

int chost_signal_ignore(int signal) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_IGN;
  return sigaction(signal, &action, NULL) == 0 ? 0 : -errno;
}
