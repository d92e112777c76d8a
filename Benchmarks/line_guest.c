// The init of a guest that Benchmarks/channels.c measures: one serial line, both ways, its echo, and a shell's.
// Environment: LINE=ttyS1 BYTES=number. The other side begins with a 'g'.
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static char block[16384];

static void halt(const char *why) {
    printf("line_guest: %s\n", why);
    fflush(stdout);
    reboot(RB_POWER_OFF);
    _exit(1);
}

// As a login leaves it, or nothing but bytes.
static struct termios sane;
static void set_raw(int line, int is_raw) {
    struct termios settings = sane;
    if (is_raw) cfmakeraw(&settings);
    tcsetattr(line, TCSANOW, &settings);
}

// Without echo, but with all that is done to output.
static void set_quiet(int line) {
    struct termios settings = sane;
    settings.c_lflag &= ~(ECHO | ICANON);
    tcsetattr(line, TCSANOW, &settings);
}

static void wait_for(int line, char wanted) {
    char byte = 0;
    while (byte != wanted)
        if (read(line, &byte, 1) != 1) halt("the line hung up");
}

// As a shell's line editor, which echoes by itself what is typed.
static void edit(int line) {
    struct pollfd input = {line, POLLIN, 0};
    for (char byte = 0; byte != 'Q';) {
        if (poll(&input, 1, -1) < 0 || read(line, &byte, 1) != 1) halt("the line hung up");
        if (write(line, &byte, 1) != 1) halt("cannot write");
    }
}

// Lines that only make noise, so that one sees what they take from the measured one.
static void keep_busy(int count) {
    for (int i = 0; i < count; i++) {
        if (fork()) continue;
        char name[32];
        snprintf(name, sizeof name, "/dev/ttyS%d", i + 2);
        int line = open(name, O_RDWR | O_NOCTTY);
        if (line < 0) _exit(1);
        while (write(line, block, sizeof block) > 0) continue;
        _exit(0);
    }
}

int main(void) {
    mkdir("/dev", 0755);
    mount("devtmpfs", "/dev", "devtmpfs", 0, "");
    char name[64];
    snprintf(name, sizeof name, "/dev/%s", getenv("LINE") ? getenv("LINE") : "ttyS1");
    long bytes = atol(getenv("BYTES") ? getenv("BYTES") : "1000000"), done = 0, chunk = atol(getenv("CHUNK") ? getenv("CHUNK") : "4000");
    for (size_t i = 0; i < sizeof block; i++) block[i] = i % 80 == 79 ? '\n' : 'a' + i % 26;

    int line = open(name, O_RDWR | O_NOCTTY);
    if (line < 0) halt("no such line");
    tcgetattr(line, &sane);
    set_quiet(line);
    if (getenv("BUSY")) keep_busy(atoi(getenv("BUSY")));
    printf("line_guest: ready\n");
    fflush(stdout);

    wait_for(line, 'g');
    for (done = 0; done < bytes;) {
        long length = bytes - done < chunk ? bytes - done : chunk;
        ssize_t count = write(line, block, length);
        if (count <= 0) halt("cannot write");
        done += count;
    }
    if (write(line, "R", 1) != 1) halt("cannot write");

    wait_for(line, 'g');
    set_raw(line, 0);
    if (write(line, "E", 1) != 1) halt("cannot write");
    wait_for(line, 'q');

    set_raw(line, 1);
    tcflush(line, TCIFLUSH);
    if (write(line, "S", 1) != 1) halt("cannot write");
    edit(line);

    if (write(line, "I", 1) != 1) halt("cannot write");
    for (done = 0; done < bytes;) {
        ssize_t count = read(line, block, sizeof block);
        if (count <= 0) halt("cannot read");
        done += count;
    }
    if (write(line, "k", 1) != 1) halt("cannot write");
    halt("done");
}
