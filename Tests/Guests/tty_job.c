// Controlling terminals and background processes.
#include "tty.h"

static void leave(int number) { (void)number; _exit(7); }

static int work(void) {
    char name[64], byte;
    must(setsid());
    fails("no controlling terminal", open("/dev/tty", O_RDWR), ENXIO);
    fails("so no foreground group", tcgetpgrp(line), ENOTTY);
    ok("TIOCSCTTY", ioctl(line, TIOCSCTTY, 0));
    ok("again", ioctl(line, TIOCSCTTY, 0));
    is("foreground", tcgetpgrp(line), getpid());
    pid_t session = 0;
    ok("TIOCGSID", ioctl(line, TIOCGSID, &session));
    is("session", session, getpid());
    is("tcgetsid", tcgetsid(line), getpid());
    int tty = ok("/dev/tty", open("/dev/tty", O_RDWR));
    must(write(tty, "through", 7));
    shows("is the line", "through");
    is("a terminal", isatty(tty), 1);
    ok("ttyname", ttyname_r(line, name, sizeof name) ? -1 : 0);
    yes("name", strncmp(name, "/dev/pts/", 9) == 0);

    signal(SIGTTOU, SIG_IGN);
    set_flags(ICRNL, 0, ICANON);
    // In the background: reading stops, writing does only with TOSTOP.
    pid_t pid = child({
        setpgid(0, 0);
        signal(SIGTTOU, SIG_DFL);
        read(line, &byte, 1);
        must(write(line, "w", 1));
        must(tcsetpgrp(line, getpgrp()));
        _exit(3);
    });
    setpgid(pid, pid);
    is("reading in the background", reap_with(pid, WUNTRACED), 2000 + SIGTTIN);
    must(tcsetpgrp(line, pid));
    must(kill(-pid, SIGCONT));
    type("a\n");
    shows("in the foreground it reads, and writes", "w");
    is("and ends", reap(pid), 3);
    must(tcsetpgrp(line, getpgrp()));
    must(tcflush(line, TCIFLUSH));

    pid = child({
        setpgid(0, 0);
        signal(SIGTTOU, SIG_DFL);
        must(write(line, "w", 1));
        tcsetpgrp(line, getpgrp());
        _exit(4);
    });
    setpgid(pid, pid);
    is("taking the foreground", reap_with(pid, WUNTRACED), 2000 + SIGTTOU);
    shows("writing was allowed", "w");
    kill(pid, SIGKILL);
    reap(pid);
    is("still ours", tcgetpgrp(line), getpgrp());
    set_flags(ICRNL, 0, ICANON | TOSTOP);
    pid = child({ setpgid(0, 0); signal(SIGTTOU, SIG_DFL); write(line, "w", 1); });
    setpgid(pid, pid);
    is("writing with TOSTOP", reap_with(pid, WUNTRACED), 2000 + SIGTTOU);
    kill(pid, SIGKILL);
    reap(pid);
    is("writing with TOSTOP, the signal ignored", reap(child({
        setpgid(0, 0);
        _exit(write(line, "w", 1));
    })), 1);
    shows("is written", "w");
    pid = child({ setpgid(0, 0); signal(SIGTTOU, SIG_DFL); struct termios value = settings(); tcsetattr(line, TCSANOW, &value); });
    setpgid(pid, pid);
    is("changing settings", reap_with(pid, WUNTRACED), 2000 + SIGTTOU);
    // What came while it was stopped is before a second try, as "kill %1" of a shell counts on.
    kill(pid, SIGTERM);
    kill(pid, SIGCONT);
    is("terminated when it goes on", reap(pid), 1000 + SIGTERM);
    pid = child({
        setpgid(0, 0);
        signal(SIGTTOU, SIG_DFL);
        signal(SIGCONT, leave);
        struct termios value = settings();
        tcsetattr(line, TCSANOW, &value);
    });
    setpgid(pid, pid);
    is("changing settings", reap_with(pid, WUNTRACED), 2000 + SIGTTOU);
    kill(pid, SIGCONT);
    is("its handler runs first", reap(pid), 7);
    set_flags(ICRNL, 0, ICANON);
    is("reading in the background, the signal ignored", reap(child({
        setpgid(0, 0);
        signal(SIGTTIN, SIG_IGN);
        _exit(read(line, &byte, 1) == -1 ? errno : 0);
    })), EIO);
    // A group that nobody could bring back reads an error at once.
    must(prctl(PR_SET_CHILD_SUBREAPER, 1));
    int pipes[2];
    must(pipe(pipes));
    pid = child({
        pid_t orphan = child({
            setpgid(0, 0);
            while (getppid() != session) pause_ms(1);
            // Its parent, the session's leader, is in another group but the same session.
            _exit(0);
        });
        must(write(pipes[1], &orphan, sizeof orphan));
    });
    pid_t orphan;
    must(read(pipes[0], &orphan, sizeof orphan));
    reap(pid);
    is("adopted", reap(orphan), 0);

    is("a child without the terminal", reap(child({
        must(setsid());
        fails("no /dev/tty", open("/dev/tty", O_RDWR), ENXIO);
        fails("it belongs to another session", ioctl(line, TIOCSCTTY, 0), EPERM);
        fails("no foreground group to see", tcgetpgrp(line), ENOTTY);
        is("but it can be written", write(line, "x", 1), 1);
    })), 0);
    fails("not a session leader", ({
        int result = 0;
        pid = child(_exit(ioctl(open("/dev/ptmx", O_RDWR | O_NOCTTY), TIOCSCTTY, 0) == -1 ? errno : 0));
        int got = reap(pid);
        result = got ? -1 : 0;
        errno = got;
        result;
    }), EPERM);
    // Giving it up: the foreground group is told.
    signal(SIGHUP, SIG_IGN);
    ok("TIOCNOTTY", ioctl(tty, TIOCNOTTY));
    fails("gone", open("/dev/tty", O_RDWR), ENXIO);
    fails("twice", ioctl(tty, TIOCNOTTY), ENOTTY);
    // Opening a terminal makes it the leader's, if it has none; unless told not to.
    int other = must(open(name, O_RDWR | O_NOCTTY));
    fails("O_NOCTTY", open("/dev/tty", O_RDWR), ENXIO);
    close(other);
    must(open(name, O_RDWR));
    ok("taken at open", open("/dev/tty", O_RDWR));
    return finish();
}

int main(void) {
    open_pair();
    return reap(child({ int status = work(); _exit(status); }));
}
