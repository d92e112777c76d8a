// How fast a console takes output: as the init of a guest, lets BusyBox's cat write /text to the
// console, and takes the time until the last byte has left the terminal. With a terminal emulator
// at the other end, `asks` on the command line, until its answer to a question after the last byte
// has come: then it has understood them all. Writes nanoseconds to /result.
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000ull + time.tv_nsec;
}

static void wait_for_answer(void) {
    char answer[64];
    size_t length = 0;
    write(1, "\033[6n", 4);
    while (length < sizeof answer && !memchr(answer, 'R', length)) {
        ssize_t count = read(0, answer + length, sizeof answer - length);
        if (count <= 0) return;
        length += count;
    }
}

int main(int count, char **arguments) {
    int asks = count > 1 && !strcmp(arguments[1], "asks");
    struct termios settings;
    tcgetattr(0, &settings);
    settings.c_lflag &= ~(ICANON | ECHO);
    tcsetattr(0, TCSANOW, &settings);
    // Whoever shows the console may have to come first.
    if (asks) wait_for_answer();
    uint64_t start = now();
    if (fork() == 0) {
        execl("/bin/busybox", "cat", "/text", (char *)0);
        _exit(1);
    }
    int status = 0;
    wait(&status);
    tcdrain(1);
    if (asks) wait_for_answer();
    uint64_t end = now();
    FILE *result = fopen("/result", "w");
    if (result) {
        fprintf(result, "%llu %d\n", (unsigned long long)(end - start), status);
        fclose(result);
    }
    sync();
    if (getpid() == 1) reboot(RB_POWER_OFF);
    return 0;
}
