#pragma once

// Emergency restoration of terminals when this process dies of a signal.

#include <termios.h>

/// Remembers the settings, file status flags and an optional string to write for a terminal.
/// The first call installs handlers for SEGV, BUS, ILL, FPE, TRAP, ABRT, SYS and, where these
/// have their default action, HUP, INT, QUIT and TERM. Each restores every terminal registered
/// and lets the signal take its course.
/// Returns a slot for `chost_terminal_guard_remove`, or -errno. Not for use in handlers.
int chost_terminal_guard_add(int fd, const struct termios *saved, int status_flags,
                             const char *reset, int reset_length);

/// Forgets a terminal. Handlers stay installed; with nothing registered they restore nothing.
void chost_terminal_guard_remove(int slot);
