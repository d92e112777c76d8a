// What the guest test programs share. Each program checks one behaviour of Linux and prints a line
// per check: the same lines on the host and in a guest, and none of them says FAILED.
//
// A program runs in an empty directory of its own and needs /proc, /dev and /dev/pts, nothing else.
// It ends by itself within seconds. Names starting with root_ need root on the host, names starting
// with guest_ would harm a host and run in guests only.
#pragma once
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SHARED __attribute__((unused)) static

SHARED int checks, failures;

// An address where nothing ever is; the compiler must not know.
SHARED void *volatile wild = (void *)8;

// Unbuffered, so that a fork never prints a line twice.
SHARED __attribute__((format(printf, 1, 2))) void out(const char *format, ...) {
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length > (int)sizeof line - 1) length = sizeof line - 1;
    for (int done = 0; done < length;) {
        ssize_t count = write(1, line + done, length - done);
        if (count <= 0) return;
        done += count;
    }
}

SHARED const char *name_of(int error) {
    const char *name = error ? strerrorname_np(error) : "success";
    return name ? name : "unknown errno";
}

SHARED void is_number(const char *name, long got, long expected) {
    checks++;
    if (got == expected) {
        out("%s: ok\n", name);
    } else {
        failures++;
        out("%s: FAILED, got %ld, expected %ld\n", name, got, expected);
    }
}

SHARED void is_text(const char *name, const char *got, const char *expected) {
    checks++;
    if (strcmp(got, expected) == 0) {
        out("%s: ok\n", name);
    } else {
        failures++;
        out("%s: FAILED, got \"%s\", expected \"%s\"\n", name, got, expected);
    }
}

SHARED void is_error(const char *name, long result, int got, int expected) {
    checks++;
    if (result == -1 && got == expected) {
        out("%s: %s\n", name, name_of(expected));
    } else {
        failures++;
        if (result == -1)
            out("%s: FAILED, got %s, expected %s\n", name, name_of(got), name_of(expected));
        else
            out("%s: FAILED, returned %ld, expected %s\n", name, result, name_of(expected));
    }
}

SHARED long is_success(const char *name, long result, int got) {
    checks++;
    if (result == -1) {
        failures++;
        out("%s: FAILED, got %s\n", name, name_of(got));
    } else {
        out("%s: ok\n", name);
    }
    return result;
}

// is(name, got, expected): two numbers are equal.  yes(name, condition): it holds.
// text(name, got, expected): two strings are equal.
#define is(name, got, expected) is_number(name, (long)(got), (long)(expected))
#define yes(name, condition) is_number(name, (condition) ? 1 : 0, 1)
#define text(name, got, expected) is_text(name, got, expected)
// ok(name, call): the call does not return -1; its result is the value.
#define ok(name, call) ({ errno = 0; long result_ = (long)(call); is_success(name, result_, errno); })
// fails(name, call, error): the call returns -1 with that errno.
#define fails(name, call, error) \
    ({ errno = 0; long result_ = (long)(call); is_error(name, result_, errno, error); })
// must(call): what has to work before anything can be checked.
#define must(call)                                                            \
    ({                                                                        \
        errno = 0;                                                            \
        long result_ = (long)(call);                                          \
        if (result_ == -1) {                                                  \
            out("line %d: FAILED: %s: %s\n", __LINE__, #call, name_of(errno)); \
            _exit(99);                                                        \
        }                                                                     \
        result_;                                                              \
    })

// child(statements): runs them in a forked process, which exits with its number of failed checks.
#define child(...)                               \
    ({                                           \
        pid_t pid_ = must(fork());               \
        if (pid_ == 0) {                         \
            failures = 0;                        \
            __VA_ARGS__;                         \
            _exit(failures);                     \
        }                                        \
        pid_;                                    \
    })

// Waits for a child. Its exit status, or 1000 + the signal that killed it, or 2000 + the one that
// stopped it (only where options ask for that).
SHARED int reap_with(pid_t pid, int options) {
    int status;
    while (waitpid(pid, &status, options) == -1)
        if (errno != EINTR) return -errno;
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    if (WIFSIGNALED(status)) return 1000 + WTERMSIG(status);
    return WIFSTOPPED(status) ? 2000 + WSTOPSIG(status) : 3000;
}
SHARED int reap(pid_t pid) { return reap_with(pid, 0); }

SHARED void pause_ms(long milliseconds) {
    struct timespec wait = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    while (nanosleep(&wait, &wait) == -1 && errno == EINTR) continue;
}

SHARED long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Makes a file with this text.
SHARED void make_file(const char *path, const char *content, mode_t mode) {
    int file = must(open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600));
    must(write(file, content, strlen(content)));
    must(fchmod(file, mode));
    close(file);
}

// The text of a file, of at most 64 KiB less one; "(ERRNO)" when it cannot be read.
SHARED const char *content_of(const char *path) {
    static char buffer[65536];
    int file = open(path, O_RDONLY);
    if (file == -1) {
        snprintf(buffer, sizeof buffer, "(%s)", name_of(errno));
        return buffer;
    }
    size_t length = 0;
    ssize_t count;
    while (length < sizeof buffer - 1 &&
           (count = read(file, buffer + length, sizeof buffer - 1 - length)) > 0)
        length += count;
    buffer[length] = 0;
    close(file);
    return buffer;
}

// Ends the checks: main's return value.
SHARED int finish(void) {
    out("%d checks, %d failed\n", checks, failures);
    return failures != 0;
}

// Every program starts from the same state, whatever its parent ignores or blocks. A program that
// executes itself gives arguments, and is then left as it is.
__attribute__((constructor)) static void prepare(int argc, char **argv, char **environment) {
    (void)argv, (void)environment;
    if (argc > 1) return;
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    umask(022);
    alarm(40);
}
