#pragma once

// A tiny process that outlives kill -9 of this one and puts the terminal back.

#include <termios.h>

/// Starts the guardian: in a session of its own, deaf to job control, holding the terminal, one
/// pipe and nothing else. When the pipe closes without a "clean" byte it writes `reset`, restores
/// `saved` and the status flags, and exits.
/// It is a child that sends no SIGCHLD and that only __WALL or __WCLONE waits for, so `waitpid(-1)`
/// does not meet it. It is a copy of the caller's memory: start it early.
/// Returns the pipe's writing end (close-on-exec; keep it until released), or -errno.
int chost_guardian_start(int terminal, const struct termios *saved, int status_flags,
                         const char *reset, int reset_length, int *process);

/// Tells the guardian that everything is in order, closes the pipe and reaps the process.
void chost_guardian_release(int pipe, int process);
