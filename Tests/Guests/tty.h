// A pair of pseudo-terminals for the tty_ programs.
#pragma once
#include "guest.h"
#include <termios.h>

// The master is what a person types at; the line is what programs read and write.
SHARED int master, line;

SHARED void open_pair(void) {
    int unlock = 0, number = -1;
    char path[40];
    master = must(open("/dev/ptmx", O_RDWR | O_NOCTTY));
    must(ioctl(master, TIOCSPTLCK, &unlock));
    must(ioctl(master, TIOCGPTN, &number));
    snprintf(path, sizeof path, "/dev/pts/%d", number);
    line = must(open(path, O_RDWR | O_NOCTTY));
}

SHARED struct termios settings(void) {
    struct termios value;
    must(tcgetattr(line, &value));
    return value;
}

SHARED void set_flags(tcflag_t input, tcflag_t output, tcflag_t local) {
    struct termios value = settings();
    value.c_iflag = input;
    value.c_oflag = output;
    value.c_lflag = local;
    must(tcsetattr(line, TCSANOW, &value));
}

SHARED void set_character(int which, cc_t character) {
    struct termios value = settings();
    value.c_cc[which] = character;
    must(tcsetattr(line, TCSANOW, &value));
}

SHARED void type(const char *keys) { must(write(master, keys, strlen(keys))); }
SHARED void print(const char *output) { must(write(line, output, strlen(output))); }

// Text with its control characters made visible, in a buffer that is used again.
SHARED const char *visible(const char *bytes, int count) {
    static char text[4096];
    int length = 0;
    for (int i = 0; i < count && length < 4000; i++) {
        unsigned char byte = bytes[i];
        if (byte == '\n') length += sprintf(text + length, "\\n");
        else if (byte == '\r') length += sprintf(text + length, "\\r");
        else if (byte == '\t') length += sprintf(text + length, "\\t");
        else if (byte == '\b') length += sprintf(text + length, "\\b");
        else if (byte < 32 || byte > 126) length += sprintf(text + length, "<%02x>", byte);
        else text[length++] = byte;
    }
    text[length] = 0;
    return text;
}

// What can be read now, waiting for a moment for what is on its way: all of it at the master, one
// read's worth at the line.
SHARED const char *available(int fd, int all) {
    char bytes[4096];
    int count = 0;
    struct pollfd entry = {fd, POLLIN, 0};
    while (count < (int)sizeof bytes && poll(&entry, 1, 40) > 0 && entry.revents & POLLIN) {
        int more = read(fd, bytes + count, sizeof bytes - count);
        if (more <= 0) {
            if (count == 0) return more == 0 ? "(end)" : name_of(errno);
            break;
        }
        count += more;
        if (!all) break;
    }
    return count ? visible(bytes, count) : "(nothing)";
}

// shows(name, text): what arrives at the master.  reads(name, text): what one read of the line gets.
#define shows(name, expected) text(name, available(master, 1), expected)
#define reads(name, expected) text(name, available(line, 0), expected)
