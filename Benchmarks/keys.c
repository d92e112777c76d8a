// How long a key takes from being typed until it comes back, through a program that shows another on
// a terminal: `keys COUNT COMMAND…` runs the command on a pseudo terminal of 50 x 200, types keys
// with pauses of 5 ms and prints the median in microseconds.
#define _GNU_SOURCE
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int terminal;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

// Reads until the key is among what comes, or nothing has come for so long.
static int await(char key, int milliseconds) {
    char bytes[65536];
    struct pollfd entry = {terminal, POLLIN, 0};
    while (poll(&entry, 1, milliseconds) > 0) {
        ssize_t count = read(terminal, bytes, sizeof bytes);
        if (count <= 0) return 0;
        if (key && memchr(bytes, key, count)) return 1;
    }
    return 0;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int count, char **arguments) {
    if (count < 3) return 2;
    int wanted = atoi(arguments[1]), found = 0;
    double *times = calloc(wanted, sizeof *times);
    struct winsize size = {50, 200, 0, 0};
    pid_t child = forkpty(&terminal, NULL, NULL, &size);
    if (child == 0) {
        setenv("TERM", "xterm-256color", 1);
        execvp(arguments[2], arguments + 2);
        _exit(127);
    }
    await(0, 1500);
    for (int i = 0; i < wanted; i++) {
        // Letters that no sequence ends with.
        char key = "qwzxv"[i % 5];
        double start = now();
        write(terminal, &key, 1);
        if (await(key, 1000)) times[found++] = now() - start;
        if (i % 60 == 59) write(terminal, "\r", 1);
        await(0, 5);
    }
    qsort(times, found, sizeof *times, compare);
    printf("%.0f\n", found ? times[found / 2] : 0);
    kill(child, SIGHUP);
    close(terminal);
    waitpid(child, NULL, 0);
    return 0;
}
