#pragma once
// Blocking calls that another thread can interrupt, however late or early it does so.
#include <sys/types.h>

/// Lets other threads interrupt the calling one, by SIGURG, which is reserved for this. Returns its number or -errno.
pid_t chost_interruption_allow(void);

/// Interrupts a thread of this process: the interruptible call it is in, or else its next one. Other calls go on.
void chost_interrupt(pid_t thread);

/// The calling thread has taken note of the interruption.
void chost_interruption_clear(void);

/// ioctl(2), but with -errno as the result, and -EINTR if the calling thread is interrupted or has been since
/// chost_interruption_clear(). The system call is not made then, or has done nothing.
long chost_interruptible_ioctl(int fd, unsigned long request, void *argument);
