// Measures one serial line of a guest from its host side: bytes per second both ways, and how long the echo of a
// keystroke takes, from the kernel and from a program that edits its line as a shell does.
//
//   channels KIND BYTES BUSY COMMAND...     KIND: fd pts tty port pane
//   channels host BYTES                     programs that only write, or only echo, on a pseudo terminal
//
// COMMAND boots a kernel whose init is Benchmarks/line_guest.c. `ssl1=…` is added for the kind, and null channels for
// BUSY other lines, which write without end. A pane is used as umltop's own screen does it, through the socket of the
// console service, which CONSOLE names. Prints "out B/s", "in B/s", "echo ns", "shell ns" (medians).
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { ECHOES = 301, PATIENCE = 10000, NUDGE = 5 };
static pid_t kernel;
static int console = -1, line = -1, is_telnet, is_pane;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void give_up(const char *why) {
    fprintf(stderr, "channels: %s\n", why);
    if (kernel > 0) kill(-kernel, SIGKILL);
    exit(1);
}

static void set_raw(int terminal) {
    struct termios settings;
    if (tcgetattr(terminal, &settings)) return;
    cfmakeraw(&settings);
    tcsetattr(terminal, TCSANOW, &settings);
}

// linux.uml does not go on by itself once a reader was too slow; any interrupt wakes it, such as a question to its
// management console (MCONSOLE names the socket).
static void nudge(void) {
    static int console = -1;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct { unsigned magic, version, length; char text[512]; } request = {0xcafebabe, 2, 7, "version"};
    if (!getenv("MCONSOLE")) return;
    if (console < 0) {
        struct sockaddr_un own = {.sun_family = AF_UNIX};
        console = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
        bind(console, (struct sockaddr *)&own, sizeof own.sun_family);
    }
    snprintf(address.sun_path, sizeof address.sun_path, "%s", getenv("MCONSOLE"));
    sendto(console, &request, sizeof request, 0, (struct sockaddr *)&address, sizeof address);
    char reply[1024];
    while (recv(console, reply, sizeof reply, 0) > 0) continue;
}

static void wait_until(int fd, short events) {
    struct pollfd poll_for = {fd, events, 0};
    for (int i = 0; i < PATIENCE / NUDGE; i++) {
        if (poll(&poll_for, 1, NUDGE) > 0) return;
        nudge();
    }
    give_up("stalled");
}

// The bytes of a telnet session without its commands.
static ssize_t without_commands(char *bytes, ssize_t count) {
    static int state;
    ssize_t kept = 0;
    for (ssize_t i = 0; i < count; i++) {
        unsigned char byte = bytes[i];
        switch (state) {
        case 0:
            if (byte == 255) state = 1;
            else bytes[kept++] = byte;
            break;
        case 1: state = byte == 250 ? 3 : byte >= 251 ? 2 : 0; break;
        case 2: state = 0; break;
        case 3: state = byte == 255 ? 4 : 3; break;
        case 4: state = byte == 240 ? 0 : 3; break;
        }
    }
    return kept;
}

// The console service's protocol, see ConsoleProtocol.swift: a frame is a length (4 bytes), a kind, and fields. Those
// of a line begin with its name.
enum { HELLO = 1, ATTACH = 2, INPUT = 4, OUTPUT = 133 };
static const char pane_name[] = {4, 0, 's', 's', 'l', '1'};

// The output of the line in a part of the service's stream.
static ssize_t without_frames(char *bytes, ssize_t count) {
    static unsigned char header[5];
    static unsigned known, left, unwanted;
    ssize_t kept = 0;
    for (ssize_t i = 0; i < count;) {
        if (known < sizeof header) {
            header[known++] = bytes[i++];
            if (known < sizeof header) continue;
            memcpy(&left, header, 4);
            left--;
            unwanted = header[4] == OUTPUT ? sizeof pane_name : left;
        } else {
            unsigned part = unwanted ? unwanted : left;
            if (part > count - i) part = count - i;
            if (unwanted) unwanted -= part;
            else kept += (memmove(bytes + kept, bytes + i, part), part);
            left -= part;
            i += part;
        }
        if (left == 0) known = 0;
    }
    return kept;
}

static ssize_t receive_from_pane(char *bytes, size_t size) {
    static char output[65536];
    static size_t begin, end;
    if (begin == end) {
        wait_until(line, POLLIN);
        ssize_t count = read(line, output, sizeof output);
        if (count <= 0) give_up("the console service hung up");
        begin = 0;
        end = without_frames(output, count);
    }
    if (size > end - begin) size = end - begin;
    memcpy(bytes, output + begin, size);
    begin += size;
    return size;
}

static ssize_t receive(char *bytes, size_t size) {
    if (is_pane) return receive_from_pane(bytes, size);
    wait_until(line, POLLIN);
    ssize_t count = read(line, bytes, size);
    if (count <= 0) give_up("the line hung up");
    return is_telnet ? without_commands(bytes, count) : count;
}

static void write_all(const char *bytes, size_t size) {
    while (size) {
        wait_until(line, POLLOUT);
        ssize_t count = write(line, bytes, size);
        if (count < 0 && errno == EAGAIN) continue;
        if (count <= 0) give_up("the line hung up");
        bytes += count;
        size -= count;
    }
}

static void send_frame(char kind, const void *start, size_t start_size, const char *rest, size_t rest_size) {
    static char frame[1 << 17];
    unsigned length = 1 + start_size + rest_size;
    memcpy(frame, &length, 4);
    frame[4] = kind;
    memcpy(frame + 5, start, start_size);
    memcpy(frame + 5 + start_size, rest, rest_size);
    write_all(frame, 4 + length);
}

static void transmit(const char *bytes, size_t size) {
    if (is_pane) send_frame(INPUT, pane_name, sizeof pane_name, bytes, size);
    else write_all(bytes, size);
}

// Reads the console up to a text; what follows it up to a quote goes to `rest`.
static void expect_on_console(const char *text, char *rest, size_t size) {
    static char log[1 << 20];
    static size_t length;
    for (;;) {
        char *found = memmem(log, length, text, strlen(text));
        char *end = found ? memchr(found + strlen(text), '\'', log + length - found - strlen(text)) : NULL;
        if (found && !rest) return;
        if (end) {
            snprintf(rest, size, "%.*s", (int)(end - found - strlen(text)), found + strlen(text));
            return;
        }
        wait_until(console, POLLIN);
        ssize_t count = read(console, log + length, sizeof log - 1 - length);
        if (count <= 0 || length == sizeof log - 1) give_up("the kernel ended before its line was ready");
        length += count;
    }
}

static void start(char **command, const char *spec, int busy, int kept) {
    int output[2], input[2];
    if (pipe(output) || pipe(input)) give_up("no pipe");
    char *arguments[128];
    int count = 0;
    for (; command[count]; count++) arguments[count] = command[count];
    arguments[count++] = (char *)spec;
    if (busy) {
        asprintf(&arguments[count++], "BUSY=%d", busy);
        for (int i = 0; i < busy; i++) asprintf(&arguments[count++], "ssl%d=null", i + 2);
    }
    arguments[count] = NULL;
    kernel = fork();
    if (kernel == 0) {
        setsid();
        dup2(input[0], 0);
        dup2(output[1], 1);
        dup2(output[1], 2);
        if (kept >= 0) dup2(kept, 9);
        execvp(arguments[0], arguments);
        _exit(127);
    }
    close(output[1]);
    console = output[0];
}

static void connect_to(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    for (double end = now() + 10; now() < end; usleep(10000)) {
        line = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(line, (struct sockaddr *)&address, sizeof address) == 0) return;
        close(line);
    }
    give_up("nobody listens on the port");
}

static void attach_pane(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", getenv("CONSOLE") ? getenv("CONSOLE") : "");
    line = socket(AF_UNIX, SOCK_STREAM, 0);
    for (double end = now() + 10; connect(line, (struct sockaddr *)&address, sizeof address); usleep(10000))
        if (now() > end) give_up("no console service");
    is_pane = 1;
    // The magic number, the version, and the name of the program.
    send_frame(HELLO, "UMLC\2\0\0", 8, "", 0);
}

// Opens the host side of the kind of channel and boots the kernel with the other.
static void open_line(const char *kind, char **command, int busy) {
    char name[128], spec[160];
    int other = -1;
    if (!strcmp(kind, "fd") || !strcmp(kind, "tty")) {
        if (openpty(&line, &other, name, NULL, NULL)) give_up("no pseudo-terminal");
        set_raw(other);
        if (!strcmp(kind, "fd")) snprintf(spec, sizeof spec, "ssl1=fd:9");
        else snprintf(spec, sizeof spec, "ssl1=tty:%s", name);
        start(command, spec, busy, other);
    } else if (!strcmp(kind, "pts")) {
        start(command, "ssl1=pts", busy, -1);
        expect_on_console("Serial line 1 assigned device '", name, sizeof name);
        line = open(name, O_RDWR | O_NOCTTY);
        if (line < 0) give_up("cannot open what the line was given");
        set_raw(line);
    } else if (!strcmp(kind, "port")) {
        int port = 20000 + getpid() % 20000;
        snprintf(spec, sizeof spec, "ssl1=port:%d", port);
        start(command, spec, busy, -1);
        is_telnet = 1;
        connect_to(port);
    } else if (!strcmp(kind, "pane")) {
        start(command, "ssl1=pane", busy, -1);
    } else give_up("the kind is one of fd, pts, tty, port and pane");
    expect_on_console("line_guest: ready", NULL, 0);
    // The pane is there once the guest has opened the line.
    if (!strcmp(kind, "pane")) {
        attach_pane();
        send_frame(ATTACH, pane_name, sizeof pane_name, "", 1);
    }
}

static int compare(const void *a, const void *b) {
    double difference = *(const double *)a - *(const double *)b;
    return difference < 0 ? -1 : difference > 0;
}

static void wait_for(char wanted) {
    for (char byte = 0; byte != wanted;)
        if (receive(&byte, 1) == 0) byte = 0;
}

// Types keys one after the other, and prints how long the echo of one takes.
static void print_echo(const char *name) {
    double times[ECHOES];
    for (int i = 0; i < ECHOES; i++) {
        char byte;
        usleep(2000);
        double begin = now();
        transmit("x", 1);
        while (receive(&byte, 1) == 0) continue;
        times[i] = now() - begin;
    }
    qsort(times, ECHOES, sizeof *times, compare);
    printf("%s %.0f\n", name, times[ECHOES / 2] * 1e9);
    fflush(stdout);
}

// Asks for bytes, which are small letters and ends of lines, and ready for more.
static void print_output(long bytes) {
    static char block[65536];
    double begin = now();
    transmit("g", 1);
    for (int is_ready = 0; !is_ready;) {
        ssize_t count = receive(block, sizeof block);
        is_ready = count > 0 && memchr(block, 'R', count) != NULL;
    }
    printf("out %.0f\n", bytes / (now() - begin));
    fflush(stdout);
}

// What no kernel can do better on a terminal of this host.
static int measure_host(long bytes) {
    int other;
    if (openpty(&line, &other, NULL, NULL, NULL)) give_up("no pseudo-terminal");
    set_raw(other);
    kernel = fork();
    if (kernel == 0) {
        setsid();
        close(line);
        struct pollfd input = {other, POLLIN, 0};
        static char block[4050];
        char byte;
        read(other, &byte, 1);
        for (long done = 0; done < bytes; done += sizeof block)
            if (write(other, block, sizeof block) != sizeof block) _exit(1);
        write(other, "R", 1);
        while (poll(&input, 1, -1) > 0 && read(other, &byte, 1) == 1 && write(other, &byte, 1) == 1) continue;
        _exit(0);
    }
    print_output(bytes);
    print_echo("echo");
    kill(kernel, SIGKILL);
    waitpid(kernel, NULL, 0);
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 3 && !strcmp(argv[1], "host")) return measure_host(atol(argv[2]));
    if (argc < 5) {
        fprintf(stderr, "usage: channels fd|pts|tty|port|pane BYTES BUSY COMMAND...\n       channels host BYTES\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    long bytes = atol(argv[2]);
    static char block[65536];
    open_line(argv[1], argv + 4, atoi(argv[3]));

    print_output(bytes);

    transmit("g", 1);
    wait_for('E');
    print_echo("echo");
    transmit("q\n", 2);
    wait_for('S');
    print_echo("shell");

    memset(block, 'x', sizeof block);
    fcntl(line, F_SETFL, O_NONBLOCK);
    transmit("Q", 1);
    wait_for('I');
    double begin = now();
    for (long done = 0; done < bytes; done += sizeof block)
        transmit(block, bytes - done < (long)sizeof block ? bytes - done : (long)sizeof block);
    while (receive(block, 1) == 0) continue;
    printf("in %.0f\n", bytes / (now() - begin));

    fflush(stdout);
    usleep(200000);
    kill(-kernel, SIGKILL);
    waitpid(kernel, NULL, 0);
    return 0;
}
