// SIGIO: descriptors that send a signal when something can be read or written.
#include "guest.h"

static volatile int count, last_fd, last_code;
static volatile long last_band;

static void plain(int number) { (void)number, count++; }

static void informed(int number, siginfo_t *info, void *context) {
    (void)number, (void)context;
    count++;
    last_fd = info->si_fd;
    last_code = info->si_code;
    last_band = info->si_band;
}

static void settle(void) { pause_ms(20); }

int main(void) {
    setpgid(0, 0);
    signal(SIGIO, plain);
    struct sigaction action = {.sa_sigaction = informed, .sa_flags = SA_SIGINFO};
    sigaction(SIGRTMIN + 1, &action, NULL);
    int ends[2], pair[2];
    must(pipe(ends));
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    is("nobody", fcntl(ends[0], F_GETOWN), 0);
    ok("owner", fcntl(ends[0], F_SETOWN, getpid()));
    is("kept", fcntl(ends[0], F_GETOWN), getpid());
    fails("no such process", fcntl(ends[0], F_SETOWN, 999999), ESRCH);
    struct f_owner_ex owner;
    ok("extended", fcntl(ends[0], F_GETOWN_EX, &owner));
    is("a process", owner.type, F_OWNER_PID);
    is("which", owner.pid, getpid());
    owner.type = 9;
    fails("no such kind", fcntl(ends[0], F_SETOWN_EX, &owner), EINVAL);
    must(write(ends[1], "x", 1));
    settle();
    is("not yet", count, 0);
    char buffer[100];
    must(read(ends[0], buffer, 1));
    ok("on", fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) | O_ASYNC));
    yes("shown", fcntl(ends[0], F_GETFL) & O_ASYNC);
    must(write(ends[1], "x", 1));
    settle();
    is("a pipe", count, 1);
    must(read(ends[0], buffer, 1));
    ok("with information", fcntl(ends[0], F_SETSIG, SIGRTMIN + 1));
    is("which", fcntl(ends[0], F_GETSIG), SIGRTMIN + 1);
    must(write(ends[1], "x", 1));
    settle();
    is("told", count, 2);
    is("descriptor", last_fd, ends[0]);
    is("code", last_code, POLL_IN);
    is("band", last_band, POLLIN | POLLRDNORM);
    ok("off", fcntl(ends[0], F_SETFL, 0));
    must(write(ends[1], "x", 1));
    settle();
    is("silent", count, 2);

    int on = 1;
    ok("by ioctl", ioctl(pair[0], FIOASYNC, &on));
    yes("shown", fcntl(pair[0], F_GETFL) & O_ASYNC);
    int self = getpid();
    ok("owner by ioctl", ioctl(pair[0], FIOSETOWN, &self));
    int got = 0;
    ok("asked", ioctl(pair[0], SIOCGPGRP, &got));
    is("kept", got, self);
    must(write(pair[1], "x", 1));
    settle();
    is("a socket", count, 3);
    owner = (struct f_owner_ex){F_OWNER_TID, syscall(SYS_gettid)};
    ok("a thread", fcntl(pair[0], F_SETOWN_EX, &owner));
    must(write(pair[1], "x", 1));
    settle();
    is("each time", count, 4);
    ok("a group", fcntl(pair[0], F_SETOWN, -getpgrp()));
    ok("extended", fcntl(pair[0], F_GETOWN_EX, &owner));
    is("a group", owner.type, F_OWNER_PGRP);
    is("which", owner.pid, getpgrp());
    on = 0;
    ok("off", ioctl(pair[0], FIOASYNC, &on));
    fails("no signal", fcntl(pair[0], F_SETSIG, 99), EINVAL);
    int file = must(open("f", O_RDWR | O_CREAT, 0600));
    ok("a file takes it", fcntl(file, F_SETFL, O_ASYNC));
    is("and does not keep it", fcntl(file, F_GETFL) & O_ASYNC, 0);
    on = 1;
    fails("nor when asked like this", ioctl(file, FIOASYNC, &on), ENOTTY);
    unlink("f");
    return finish();
}
