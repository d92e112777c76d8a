#pragma once

#include <stddef.h>

/// What a child is to be. Strings and arrays stay the caller's; lists end with NULL.
struct chost_spawn_request {
  const char *path;
  char *const *arguments;
  char *const *environment;
  /// NULL keeps the parent's.
  const char *directory;
  /// The child's descriptor i is a copy of descriptors[i]; -1 opens /dev/null there.
  /// Everything else is closed.
  const int *descriptors;
  int descriptor_count;
  unsigned int flags;
  /// Sent to the child when the thread that spawned it ends; 0 for none.
  int parent_death_signal;
};

/// Starts a new session; a process group comes with it.
static const unsigned int chost_spawn_new_session = 1;
/// Starts a new process group in the parent's session.
static const unsigned int chost_spawn_new_group = 2;
/// Makes the child's descriptor 0 its controlling terminal (needs a new session).
static const unsigned int chost_spawn_controlling_terminal = 4;

/// At most this many descriptors.
#define CHOST_SPAWN_DESCRIPTORS 128

/// Forks and executes. The child starts with default signal dispositions and an empty mask.
/// Returns the process, or -errno of the step that failed (also when that was in the child,
/// which is then already reaped).
int chost_spawn(const struct chost_spawn_request *request);
