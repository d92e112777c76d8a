// POSIX message queues.
#include "guest.h"
#include <mqueue.h>

static volatile int count, value, code;

static void informed(int number, siginfo_t *info, void *context) {
    (void)number, (void)context;
    count++;
    value = info->si_value.sival_int;
    code = info->si_code;
}

static void nothing(int number) { (void)number; }

int main(void) {
    char name[32];
    snprintf(name, sizeof name, "/test-%d", getpid());
    fails("none", mq_open(name, O_RDWR), ENOENT);
    struct mq_attr attributes = {.mq_maxmsg = 3, .mq_msgsize = 20};
    mqd_t queue = ok("make", mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes));
    is("close on exec", fcntl(queue, F_GETFD), FD_CLOEXEC);
    fails("exists", mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes), EEXIST);
    ok("attributes", mq_getattr(queue, &attributes));
    is("messages", attributes.mq_maxmsg, 3);
    is("size", attributes.mq_msgsize, 20);
    is("empty", attributes.mq_curmsgs, 0);
    struct pollfd entry = {queue, POLLIN | POLLOUT, 0};
    poll(&entry, 1, 0);
    is("writable", entry.revents, POLLOUT);
    ok("send", mq_send(queue, "low", 4, 1));
    ok("send", mq_send(queue, "high", 5, 9));
    ok("send", mq_send(queue, "low two", 8, 1));
    poll(&entry, 1, 0);
    is("readable", entry.revents, POLLIN);
    struct timespec past = {1, 0};
    fails("full", mq_timedsend(queue, "x", 1, 0, &past), ETIMEDOUT);
    char text_of[64];
    unsigned priority;
    is("the highest", mq_receive(queue, text_of, 64, &priority), 5);
    text("its text", text_of, "high");
    is("its priority", priority, 9);
    is("then the first", mq_receive(queue, text_of, 20, NULL), 4);
    text("its text", text_of, "low");
    is("then the other", mq_receive(queue, text_of, 20, NULL), 8);
    fails("empty", mq_timedreceive(queue, text_of, 20, NULL, &past), ETIMEDOUT);
    fails("small buffer", mq_receive(queue, text_of, 19, NULL), EMSGSIZE);
    fails("long message", mq_send(queue, text_of, 21, 0), EMSGSIZE);
    fails("high priority", mq_send(queue, "x", 1, 32768), EINVAL);
    struct timespec bad = {0, 1000000000};
    fails("bad time", mq_timedreceive(queue, text_of, 20, NULL, &bad), EINVAL);
    ok("no message at all", mq_send(queue, "", 0, 0));
    is("received", mq_receive(queue, text_of, 20, NULL), 0);
    attributes.mq_flags = O_NONBLOCK;
    ok("not waiting", mq_setattr(queue, &attributes, NULL));
    fails("empty", mq_receive(queue, text_of, 20, NULL), EAGAIN);
    attributes.mq_flags = 0;
    mq_setattr(queue, &attributes, NULL);

    pid_t pid = child({ pause_ms(20); mq_send(queue, "from a child", 13, 3); });
    is("waits", mq_receive(queue, text_of, 20, NULL), 13);
    text("for it", text_of, "from a child");
    reap(pid);
    struct sigaction action = {.sa_handler = nothing};
    sigaction(SIGUSR1, &action, NULL);
    pid_t parent = getpid();
    pid = child({ pause_ms(30); kill(parent, SIGUSR1); });
    fails("interrupted", mq_receive(queue, text_of, 20, NULL), EINTR);
    reap(pid);
    struct timespec soon;
    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec += 20000000;
    if (soon.tv_nsec >= 1000000000) soon.tv_sec++, soon.tv_nsec -= 1000000000;
    fails("a time", mq_timedreceive(queue, text_of, 20, NULL, &soon), ETIMEDOUT);

    action = (struct sigaction){.sa_sigaction = informed, .sa_flags = SA_SIGINFO};
    sigaction(SIGRTMIN, &action, NULL);
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN, .sigev_value.sival_int = 77};
    ok("notify", mq_notify(queue, &event));
    fails("one only", mq_notify(queue, &event), EBUSY);
    is("in a child", reap(child({ fails("one only", mq_notify(queue, &event), EBUSY); })), 0);
    ok("send", mq_send(queue, "x", 2, 0));
    pause_ms(10);
    is("told", count, 1);
    is("value", value, 77);
    is("code", code, SI_MESGQ);
    ok("once", mq_notify(queue, &event));
    ok("send", mq_send(queue, "x", 2, 0));
    pause_ms(10);
    is("was not empty", count, 1);
    ok("no more", mq_notify(queue, NULL));
    mq_receive(queue, text_of, 20, NULL);
    mq_receive(queue, text_of, 20, NULL);
    ok("again", mq_notify(queue, &event));
    close(dup(queue));
    ok("closing ends it", mq_notify(queue, &event));

    mqd_t other = ok("read only", mq_open(name, O_RDONLY));
    fails("no sending", mq_send(other, "x", 1, 0), EBADF);
    fails("no queue", mq_send(1, "x", 1, 0), EBADF);
    ok("unlink", mq_unlink(name));
    fails("gone", mq_unlink(name), ENOENT);
    fails("gone", mq_open(name, O_RDWR), ENOENT);
    ok("still usable", mq_send(queue, "x", 1, 0));
    is("by both", mq_receive(other, text_of, 20, NULL), 1);
    attributes.mq_maxmsg = 0;
    fails("no messages", mq_open(name, O_RDWR | O_CREAT, 0600, &attributes), EINVAL);
    fails("a path", mq_open("/a/b", O_RDWR | O_CREAT, 0600, NULL), EACCES);
    is("a limit", reap(child({
        struct rlimit limit = {1000, 1000};
        setrlimit(RLIMIT_MSGQUEUE, &limit);
        setuid(65534);
        fails("too many bytes", mq_open(name, O_RDWR | O_CREAT, 0600, NULL), EMFILE);
    })), 0);
    return finish();
}
