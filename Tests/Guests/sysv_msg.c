// System V message queues.
#include "guest.h"
#include <sys/ipc.h>
#include <sys/msg.h>

struct message {
    long type;
    char text[64];
};

static int id;

static int send_one(long type, const char *string, int flags) {
    struct message message = {.type = type};
    strcpy(message.text, string);
    return msgsnd(id, &message, strlen(string) + 1, flags);
}

static const char *receive(long type, int flags) {
    static struct message message;
    ssize_t count = msgrcv(id, &message, sizeof message.text, type, flags);
    return count == -1 ? name_of(errno) : message.text;
}

static void nothing(int number) { (void)number; }

int main(void) {
    id = must(msgget(IPC_PRIVATE, IPC_CREAT | 0600));
    struct msqid_ds status;
    ok("status", msgctl(id, IPC_STAT, &status));
    is("empty", status.msg_qnum, 0);
    is("limit", status.msg_qbytes, 16384);
    text("nothing there", receive(0, IPC_NOWAIT), "ENOMSG");
    ok("send", send_one(3, "three", 0));
    ok("send", send_one(1, "one", 0));
    ok("send", send_one(2, "two", 0));
    ok("send", send_one(1, "uno", 0));
    msgctl(id, IPC_STAT, &status);
    is("four", status.msg_qnum, 4);
    is("bytes", status.msg_cbytes, 18);
    is("sender", status.msg_lspid, getpid());
    text("of a type", receive(2, 0), "two");
    text("not of a type", receive(3, MSG_EXCEPT), "one");
    text("the lowest", receive(-2, 0), "uno");
    text("none so low", receive(-2, IPC_NOWAIT), "ENOMSG");
    struct message message;
    fails("too small", msgrcv(id, &message, 3, 0, 0), E2BIG);
    is("cut", msgrcv(id, &message, 3, 0, MSG_NOERROR), 3);
    yes("its beginning", memcmp(message.text, "thr", 3) == 0);
    is("its type", message.type, 3);
    fails("no type", send_one(0, "x", 0), EINVAL);
    fails("too long", msgsnd(id, &message, 8193, 0), EINVAL);
    fails("bad address", msgsnd(id, wild, 5, 0), EFAULT);
    ok("empty text", msgsnd(id, &message, 0, 0));
    is("received", msgrcv(id, &message, 0, 0, 0), 0);

    int count = 0;
    static char block[8 + 8192];
    *(long *)block = 5;
    while (msgsnd(id, block, 8192, IPC_NOWAIT) == 0) count++;
    is("full", errno, EAGAIN);
    is("two fit", count, 2);
    pid_t pid = child({ ok("waits for room", msgsnd(id, block, 8000, 0)); });
    pause_ms(20);
    long out_first = msgrcv(id, block, 8192, 5, 0);
    is("then it went in", reap(pid), 0);
    is("one out", out_first, 8192);
    msgrcv(id, block, 8192, 5, 0);
    is("the new one", msgrcv(id, block, 8192, 5, 0), 8000);

    pid = child({ text("waits for a message", receive(9, 0), "nine"); });
    pause_ms(10);
    must(send_one(8, "eight", 0));
    must(send_one(9, "nine", 0));
    is("received", reap(pid), 0);
    text("the other stays", receive(0, 0), "eight");

    struct sigaction action = {.sa_handler = nothing};
    sigaction(SIGUSR1, &action, NULL);
    pid_t parent = getpid();
    pid = child({ pause_ms(30); kill(parent, SIGUSR1); });
    text("interrupted", receive(0, 0), "EINTR");
    reap(pid);
    msgctl(id, IPC_STAT, &status);
    status.msg_qbytes = 100;
    ok("a smaller limit", msgctl(id, IPC_SET, &status));
    fails("holds less", msgsnd(id, block, 101, IPC_NOWAIT), EAGAIN);
    pid = child({ text("removed while waiting", receive(0, 0), "EIDRM"); });
    pause_ms(20);
    must(msgctl(id, IPC_RMID, NULL));
    is("told", reap(pid), 0);
    fails("gone", msgctl(id, IPC_STAT, &status), EINVAL);

    key_t key = 0x6d736731 + getpid();
    fails("no such key", msgget(key, 0), ENOENT);
    id = must(msgget(key, IPC_CREAT | 0622));
    is("by key", msgget(key, IPC_CREAT | 0600), id);
    char line[64];
    snprintf(line, sizeof line, "%10d %10d   622 %11d %10d", key, id, 0, 0);
    yes("in /proc", strstr(content_of("/proc/sysvipc/msg"), line) != NULL);
    struct msginfo limits;
    yes("limits", msgctl(0, IPC_INFO, (struct msqid_ds *)&limits) >= 0);
    is("longest message", limits.msgmax, 8192);
    ok("remove", msgctl(id, IPC_RMID, NULL));
    return finish();
}
