// Leases: who has one is told before others open or cut the file, who then wait until it is given up.
#include "guest.h"

static volatile sig_atomic_t signals, descriptor;
static int file;

static void told(int number, siginfo_t *info, void *context) {
    (void)number, (void)context;
    signals++;
    descriptor = info->si_fd;
}

// Opens or cuts the file in another process, and ends with the error.
static pid_t other(int flags) {
    pid_t pid = must(fork());
    if (pid) return pid;
    alarm(20);
    close(file);
    _exit((flags == -1 ? truncate("f", 1) : open("f", flags)) == -1 ? errno : 0);
}

static void wait_for_signal(int count) {
    while (signals < count) pause_ms(1);
}

int main(void) {
    close(must(open("f", O_RDWR | O_CREAT, 0600)));
    file = must(open("f", O_RDONLY));
    struct sigaction action = {.sa_sigaction = told, .sa_flags = SA_SIGINFO};
    must(sigaction(SIGUSR1, &action, NULL));
    is("none", fcntl(file, F_GETLEASE), F_UNLCK);
    fails("none to give up", fcntl(file, F_SETLEASE, F_UNLCK), EAGAIN);
    fails("of no kind", fcntl(file, F_SETLEASE, 99), EINVAL);
    int directory = must(open(".", O_RDONLY));
    fails("of a directory", fcntl(directory, F_SETLEASE, F_RDLCK), EINVAL);
    int writer = must(open("f", O_WRONLY));
    fails("while somebody writes", fcntl(file, F_SETLEASE, F_RDLCK), EAGAIN);
    close(writer);
    ok("to read", fcntl(file, F_SETLEASE, F_RDLCK));
    is("it is there", fcntl(file, F_GETLEASE), F_RDLCK);
    int reader = must(open("f", O_RDONLY));
    fails("alone while another has it open", fcntl(reader, F_SETLEASE, F_WRLCK), EAGAIN);
    ok("another to read", fcntl(reader, F_SETLEASE, F_RDLCK));
    close(reader);
    must(fcntl(file, F_SETSIG, SIGUSR1));
    is("nobody minds readers", reap(other(O_RDONLY)), 0);
    is("who does not wait", reap(other(O_WRONLY | O_NONBLOCK)), EWOULDBLOCK);
    is("its holder was told", signals, 1);
    is("by descriptor", descriptor, file);
    is("what it is to become", fcntl(file, F_GETLEASE), F_UNLCK);
    ok("given up", fcntl(file, F_SETLEASE, F_UNLCK));
    is("and its signal with it", fcntl(file, F_GETSIG), 0);
    ok("to write", fcntl(file, F_SETLEASE, F_WRLCK));
    must(fcntl(file, F_SETSIG, SIGUSR1));
    pid_t pid = other(O_RDONLY);
    wait_for_signal(2);
    is("a reader waits", waitpid(pid, NULL, WNOHANG), 0);
    is("to be reduced", fcntl(file, F_GETLEASE), F_RDLCK);
    ok("reduced", fcntl(file, F_SETLEASE, F_RDLCK));
    is("the reader goes on", reap(pid), 0);
    pid = other(-1);
    wait_for_signal(3);
    close(file);
    is("whoever cuts it waits for the end", reap(pid), 0);
    return finish();
}
