// Characters that are signals, for the foreground process group of the terminal.
#include "tty.h"

static volatile sig_atomic_t seen;
static void handler(int number) { seen = number; }

// In a session of its own, whose controlling terminal the line is.
static int work(void) {
    must(setsid());
    must(ioctl(line, TIOCSCTTY, 0));
    is("foreground group", tcgetpgrp(line), getpgrp());
    signal(SIGINT, handler);
    signal(SIGQUIT, handler);
    signal(SIGTSTP, handler);
    tcflag_t usual = ICANON | IEXTEN | ECHO | ECHOE | ECHOCTL | ISIG;
    set_flags(ICRNL, OPOST | ONLCR, usual);
    struct { const char *name, *key, *shown; int number; } keys[] = {
        {"interrupt", "\3", "^C", SIGINT}, {"quit", "\34", "^\\", SIGQUIT}, {"suspend", "\32", "^Z", SIGTSTP},
    };
    for (int i = 0; i < 3; i++) {
        seen = 0;
        type("ab");
        shows("typed", "ab");
        type(keys[i].key);
        for (int k = 0; !seen && k < 500; k++) pause_ms(1);
        is(keys[i].name, seen, keys[i].number);
        shows("shown", keys[i].shown);
        type("x\n");
        reads("the line was discarded", "x\\n");
        shows("shown", "x\\r\\n");
    }
    set_flags(ICRNL, OPOST | ONLCR, usual | NOFLSH);
    type("ab\3c\n");
    shows("NOFLSH", "ab^Cc\\r\\n");
    reads("the line was kept", "abc\\n");
    set_flags(ICRNL, OPOST | ONLCR, usual & ~ISIG);
    seen = 0;
    type("\3\n");
    reads("without ISIG it is a character", "<03>\\n");
    is("and no signal", seen, 0);
    available(master, 1);
    set_flags(ICRNL, OPOST | ONLCR, usual);
    set_character(VINTR, 'i');
    type("i");
    for (int k = 0; !seen && k < 500; k++) pause_ms(1);
    is("any character", seen, SIGINT);
    set_character(VINTR, 3);
    available(master, 1);

    // Only the foreground group gets it.
    int pipes[2];
    must(pipe(pipes));
    pid_t pid = child({
        setpgid(0, 0);
        signal(SIGINT, SIG_DFL);
        must(write(pipes[1], "", 1));
        for (;;) pause();
    });
    char byte;
    must(read(pipes[0], &byte, 1));
    signal(SIGTTOU, SIG_IGN);
    ok("another foreground group", tcsetpgrp(line, pid));
    is("it is", tcgetpgrp(line), pid);
    seen = 0;
    type("\3");
    is("gets it", reap(pid), 1000 + SIGINT);
    is("not the background", seen, 0);
    ok("back", tcsetpgrp(line, getpgrp()));
    fails("a group that is not of the session", tcsetpgrp(line, getppid()), EPERM);
    fails("no group", tcsetpgrp(line, 4000000), ESRCH);
    fails("a negative one", tcsetpgrp(line, -1), EINVAL);

    // Waiting in read, interrupted.
    struct sigaction action = {.sa_handler = handler};
    sigaction(SIGINT, &action, NULL);
    pid = child({ pause_ms(30); type("half\3"); });
    fails("read is interrupted", read(line, &byte, 1), EINTR);
    reap(pid);
    // TIOCSIG: the master sends a signal itself.
    seen = 0;
    available(master, 1);
    ok("TIOCSIG", ioctl(master, TIOCSIG, SIGQUIT));
    for (int k = 0; !seen && k < 500; k++) pause_ms(1);
    is("arrives", seen, SIGQUIT);
    return finish();
}

int main(void) {
    open_pair();
    return reap(child({ int status = work(); _exit(status); }));
}
