// Names of local sockets: abstract, automatic, long ones. And the families that are not there.
#include "guest.h"

int main(void) {
    struct sockaddr_un name = {.sun_family = AF_UNIX}, got;
    socklen_t length = sizeof got;
    memcpy(name.sun_path, "\0abstract\0guest", 15);
    snprintf(name.sun_path + 15, 20, "%d", getpid());
    int size = offsetof(struct sockaddr_un, sun_path) + 15 + strlen(name.sun_path + 15);
    int listener = must(socket(AF_UNIX, SOCK_STREAM, 0)), client = must(socket(AF_UNIX, SOCK_STREAM, 0));
    ok("abstract", bind(listener, (void *)&name, size));
    must(listen(listener, 2));
    ok("own name", getsockname(listener, (void *)&got, &length));
    yes("every byte of it", (int)length == size && memcmp(&got, &name, size) == 0);
    fails("in use", bind(must(socket(AF_UNIX, SOCK_STREAM, 0)), (void *)&name, size), EADDRINUSE);
    fails("a shorter one is another", connect(client, (void *)&name, size - 1), ECONNREFUSED);
    ok("connect", connect(client, (void *)&name, size));
    close(listener);
    listener = must(socket(AF_UNIX, SOCK_STREAM, 0));
    ok("free once closed", bind(listener, (void *)&name, size));
    is("no file", access("abstract", F_OK), -1);

    int automatic = must(socket(AF_UNIX, SOCK_DGRAM, 0));
    ok("automatic", bind(automatic, (void *)&name, sizeof(sa_family_t)));
    length = sizeof got;
    must(getsockname(automatic, (void *)&got, &length));
    is("a name of five digits", length, 2 + 6);
    is("abstract", got.sun_path[0], 0);

    int plain = must(socket(AF_UNIX, SOCK_STREAM, 0));
    length = sizeof got;
    must(getsockname(plain, (void *)&got, &length));
    is("without a name", length, 2);
    fails("too short", bind(plain, (void *)&name, 1), EINVAL);
    fails("too long", bind(plain, (void *)&name, sizeof name + 1), EINVAL);
    memset(name.sun_path, 'n', sizeof name.sun_path);
    ok("a name that fills it", bind(plain, (void *)&name, sizeof name));
    char path[200] = {0};
    memset(path, 'n', sizeof name.sun_path);
    ok("is a file", access(path, F_OK));
    length = 2;
    memset(&got, 0, sizeof got);
    ok("cut to the room there is", getsockname(plain, (void *)&got, &length));
    is("with the true length", length, sizeof name + 1);
    is("nothing more is written", got.sun_path[0], 0);
    length = -1;
    fails("negative length", getsockname(plain, (void *)&got, &length), EINVAL);
    fails("length from nowhere", getsockname(plain, (void *)&got, wild), EFAULT);
    // Write permission is what connecting needs; root has it anyway, so only the path is checked.
    must(mkdir("d", 0700));
    name = (struct sockaddr_un){AF_UNIX, "d/sock"};
    int inside = must(socket(AF_UNIX, SOCK_STREAM, 0));
    ok("in a directory", bind(inside, (void *)&name, sizeof name));
    must(listen(inside, 1));
    must(rename("d/sock", "moved"));
    name = (struct sockaddr_un){AF_UNIX, "moved"};
    ok("renamed, still there", connect(must(socket(AF_UNIX, SOCK_STREAM, 0)), (void *)&name, sizeof name));
    must(symlink("moved", "link"));
    name = (struct sockaddr_un){AF_UNIX, "link"};
    fails("through a symlink, the queue is as full", ({
        int more = must(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0));
        while (connect(more, (void *)&name, sizeof name) == 0)
            more = must(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0));
        connect(more, (void *)&name, sizeof name);
    }), EAGAIN);

    int value = 0;
    length = sizeof value;
    fails("unknown option", getsockopt(plain, SOL_SOCKET, 9999, &value, &length), ENOPROTOOPT);
    fails("unknown level", getsockopt(plain, 999, 1, &value, &length), EOPNOTSUPP);
    ok("receive buffer", getsockopt(plain, SOL_SOCKET, SO_RCVBUF, &value, &length));
    yes("has a size", value >= 4096);
    value = 1;
    ok("SO_REUSEADDR", setsockopt(plain, SOL_SOCKET, SO_REUSEADDR, &value, sizeof value));
    fails("too short a value", setsockopt(plain, SOL_SOCKET, SO_REUSEADDR, &value, 1), EINVAL);
    fails("a family without number", socket(46, SOCK_STREAM, 0), EAFNOSUPPORT);
    return finish();
}
