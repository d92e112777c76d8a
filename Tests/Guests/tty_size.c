// Window sizes and SIGWINCH.
#include "tty.h"

static volatile sig_atomic_t told;
static void handler(int number) { (void)number; told++; }

static int work(void) {
    must(setsid());
    must(ioctl(line, TIOCSCTTY, 0));
    signal(SIGWINCH, handler);
    struct winsize size = {99, 99, 99, 99};
    ok("ask", ioctl(line, TIOCGWINSZ, &size));
    is("none at first", size.ws_row + size.ws_col, 0);
    size = (struct winsize){24, 80, 0, 0};
    ok("set at the master", ioctl(master, TIOCSWINSZ, &size));
    for (int i = 0; !told && i < 1000; i++) pause_ms(1);
    is("told", told, 1);
    ok("ask", ioctl(line, TIOCGWINSZ, &size));
    is("size", size.ws_row * 1000 + size.ws_col, 24080);
    ok("the same again", ioctl(master, TIOCSWINSZ, &size));
    pause_ms(20);
    is("not told", told, 1);
    size = (struct winsize){25, 81, 7, 8};
    ok("set at the line", ioctl(line, TIOCSWINSZ, &size));
    for (int i = 0; told < 2 && i < 1000; i++) pause_ms(1);
    is("told", told, 2);
    memset(&size, 0, sizeof size);
    ok("ask at the master", ioctl(master, TIOCGWINSZ, &size));
    is("size", size.ws_row * 1000 + size.ws_col, 25081);
    is("pixels", size.ws_xpixel * 10 + size.ws_ypixel, 78);
    fails("from nowhere", ioctl(line, TIOCSWINSZ, wild), EFAULT);
    fails("to nowhere", ioctl(line, TIOCGWINSZ, wild), EFAULT);
    // Only the foreground group is told.
    int pipes[2];
    must(pipe(pipes));
    signal(SIGTTOU, SIG_IGN);
    pid_t pid = child({
        setpgid(0, 0);
        must(tcsetpgrp(line, getpgrp()));
        told = 0;
        must(write(pipes[1], "", 1));
        while (!told) pause_ms(1);
    });
    char byte;
    must(read(pipes[0], &byte, 1));
    told = 0;
    size.ws_row = 50;
    must(ioctl(master, TIOCSWINSZ, &size));
    is("the foreground", reap(pid), 0);
    is("not the background", told, 0);
    return finish();
}

int main(void) {
    open_pair();
    return reap(child({ int status = work(); _exit(status); }));
}
