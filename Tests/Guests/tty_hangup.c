// The end of a terminal: what its programs see when the master closes, and the other way round.
#include "tty.h"

static volatile sig_atomic_t hangups, continues;
static void handler(int number) {
    if (number == SIGHUP) hangups++;
    else continues++;
}

static int work(void) {
    char byte;
    // In a session of its own. Its leader is told; the foreground group just reads the end.
    must(setsid());
    must(ioctl(line, TIOCSCTTY, 0));
    signal(SIGHUP, handler);
    signal(SIGCONT, handler);
    int pipes[2];
    must(pipe(pipes));
    pid_t pid = child({
        close(master);
        setpgid(0, 0);
        signal(SIGTTOU, SIG_IGN);
        must(tcsetpgrp(line, getpgrp()));
        signal(SIGHUP, SIG_DFL);
        must(write(pipes[1], "", 1));
        // 0 once it is hung up, EIO while that is going on.
        _exit(read(line, &byte, 1) <= 0 ? 7 : 8);
    });
    must(read(pipes[0], &byte, 1));
    close(master);
    is("reading in the foreground ends", reap(pid), 7);
    for (int i = 0; hangups == 0 && i < 1000; i++) pause_ms(1);
    yes("the session leader gets SIGHUP", hangups >= 1);
    yes("and SIGCONT", continues >= 1);
    is("reading: the end", read(line, &byte, 1), 0);
    fails("writing", write(line, "x", 1), EIO);
    struct termios value;
    fails("settings", tcgetattr(line, &value), EIO);
    struct pollfd entry = {line, POLLIN | POLLOUT, 0};
    is("poll", poll(&entry, 1, 0), 1);
    yes("hang-up", entry.revents & POLLHUP);
    fails("no controlling terminal any more", open("/dev/tty", O_RDWR), ENXIO);
    return failures;
}

int main(void) {
    char byte;
    open_pair();
    pid_t pid = child({ int status = work(); _exit(status); });
    close(master);
    close(line);
    is("the line's side", reap(pid), 0);

    // The master's side: when the last program closes the line.
    open_pair();
    print("last words");
    close(line);
    char buffer[20];
    is("what was written can be read", read(master, buffer, 20), 10);
    fails("then there is an error", read(master, &byte, 1), EIO);
    struct pollfd entry = {master, POLLIN, 0};
    poll(&entry, 1, 0);
    yes("hang-up", entry.revents & POLLHUP);
    int number = -1;
    char path[40];
    must(ioctl(master, TIOCGPTN, &number));
    snprintf(path, sizeof path, "/dev/pts/%d", number);
    line = ok("it can be opened again", open(path, O_RDWR | O_NOCTTY));
    print("again");
    is("and used", read(master, buffer, 20), 5);
    close(line);
    close(master);
    fails("gone with its master", open(path, O_RDWR | O_NOCTTY), ENOENT);

    // A session leader's end hangs up, too.
    open_pair();
    int pipes[2];
    must(pipe(pipes));
    pid = child({
        must(setsid());
        must(ioctl(line, TIOCSCTTY, 0));
        pid_t inner = child({
            close(pipes[0]);
            must(write(pipes[1], "", 1));
            for (;;) pause();
        });
        (void)inner;
        must(read(pipes[0], &byte, 1));
        close(pipes[1]);
    });
    close(pipes[1]);
    is("leader", reap(pid), 0);
    is("its foreground group has ended", read(pipes[0], &byte, 1), 0);
    return finish();
}
