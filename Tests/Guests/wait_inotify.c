// inotify.
#include "guest.h"
#include <sys/inotify.h>
#include <sys/xattr.h>

static int queue;

static const char *names(uint32_t mask) {
    static const struct { uint32_t bit; const char *name; } table[] = {
        {IN_ACCESS, "ACCESS"}, {IN_MODIFY, "MODIFY"}, {IN_ATTRIB, "ATTRIB"},
        {IN_CLOSE_WRITE, "CLOSE_WRITE"}, {IN_CLOSE_NOWRITE, "CLOSE_NOWRITE"}, {IN_OPEN, "OPEN"},
        {IN_MOVED_FROM, "MOVED_FROM"}, {IN_MOVED_TO, "MOVED_TO"}, {IN_CREATE, "CREATE"},
        {IN_DELETE, "DELETE"}, {IN_DELETE_SELF, "DELETE_SELF"}, {IN_MOVE_SELF, "MOVE_SELF"},
        {IN_UNMOUNT, "UNMOUNT"}, {IN_Q_OVERFLOW, "OVERFLOW"}, {IN_IGNORED, "IGNORED"},
        {IN_ISDIR, "ISDIR"},
    };
    static char line[200];
    line[0] = 0;
    for (size_t index = 0; index < sizeof table / sizeof *table; index++)
        if (mask & table[index].bit) {
            if (line[0]) strcat(line, "|");
            strcat(line, table[index].name);
        }
    return line;
}

// Prints what has happened since the last time.
static void events(const char *title) {
    static char buffer[65536] __attribute__((aligned(8)));
    ssize_t count = read(queue, buffer, sizeof buffer);
    out("%s:", title);
    uint32_t cookie = 0;
    for (char *place = buffer; place < buffer + count;) {
        struct inotify_event *event = (void *)place;
        out(" %d:%s%s%s", event->wd, names(event->mask), event->len ? ":" : "",
            event->len ? event->name : "");
        if (event->cookie) {
            if (cookie && cookie == event->cookie) out("(same)");
            cookie = event->cookie;
        }
        if (event->len % 16) out("(odd length)");
        place += sizeof *event + event->len;
    }
    out(count == -1 ? " %s\n" : "\n", name_of(errno));
}

int main(void) {
    fails("unknown flag", inotify_init1(1), EINVAL);
    queue = must(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    is("close on exec", fcntl(queue, F_GETFD), FD_CLOEXEC);
    must(mkdir("d", 0755));
    must(mkdir("e", 0755));
    make_file("d/f", "hello", 0644);
    int directory = ok("watch", inotify_add_watch(queue, "d", IN_ALL_EVENTS));
    is("the first", directory, 1);
    is("again is the same", inotify_add_watch(queue, "d", IN_ALL_EVENTS), 1);
    fails("not again", inotify_add_watch(queue, "d", IN_ALL_EVENTS | IN_MASK_CREATE), EEXIST);
    fails("no events", inotify_add_watch(queue, "d", 0), EINVAL);
    fails("no file", inotify_add_watch(queue, "x", IN_OPEN), ENOENT);
    fails("no directory", inotify_add_watch(queue, "d/f", IN_OPEN | IN_ONLYDIR), ENOTDIR);
    fails("no queue", inotify_add_watch(0, "d", IN_OPEN), EINVAL);
    fails("no descriptor", inotify_add_watch(99, "d", IN_OPEN), EBADF);
    events("nothing");
    struct pollfd entry = {queue, POLLIN, 0};
    is("not ready", poll(&entry, 1, 0), 0);

    int file = must(open("d/f", O_RDWR));
    char byte[8];
    must(read(file, byte, 2));
    must(read(file, byte, 2));
    must(write(file, "x", 1));
    must(pwrite(file, "y", 1, 0));
    is("ready", poll(&entry, 1, 0), 1);
    int size;
    ok("bytes", ioctl(queue, FIONREAD, &size));
    is("of three", size, 3 * 32);
    events("use");
    must(ftruncate(file, 3));
    must(fchmod(file, 0600));
    close(file);
    events("change");
    close(must(open("d/f", O_RDONLY)));
    events("open");
    close(must(open("d/f", O_WRONLY)));
    must(truncate("d/f", 0));
    events("open, and truncate");
    close(must(creat("d/g", 0644)));
    must(mkdir("d/h", 0755));
    must(symlink("f", "d/l"));
    must(mkfifo("d/p", 0644));
    events("make");
    must(link("d/f", "d/k"));
    events("link");
    must(rename("d/g", "d/m"));
    events("rename");
    must(rename("d/m", "e/m"));
    events("out");
    must(rename("e/m", "d/f"));
    events("in, over another");
    must(unlink("d/k"));
    must(unlink("d/l"));
    must(rmdir("d/h"));
    events("remove");
    must(chmod("d", 0700));
    must(utimensat(AT_FDCWD, "d/f", NULL, 0));
    struct timespec times[2] = {{1, 0}, {0, UTIME_OMIT}};
    must(utimensat(AT_FDCWD, "d/f", times, 0));
    times[0].tv_nsec = UTIME_OMIT;
    times[1].tv_nsec = 0;
    must(utimensat(AT_FDCWD, "d/f", times, 0));
    events("attributes");
    DIR *list = opendir("d");
    while (readdir(list)) continue;
    closedir(list);
    events("list");
    fails("too small", read(queue, byte, 8) == -1 && errno == EAGAIN ? (errno = EINVAL, -1) : 0, EINVAL);
    must(chmod("d", 0755));
    fails("not even one", read(queue, byte, 8), EINVAL);
    events("still there");

    int self = ok("a file", inotify_add_watch(queue, "d/f", IN_ALL_EVENTS));
    is("next number", self, 2);
    file = must(open("d/f", O_RDONLY));
    events("both are told");
    must(rename("d/f", "d/q"));
    events("moved itself");
    must(unlink("d/q"));
    events("unlinked while open");
    close(file);
    events("closed");
    fails("gone by itself", inotify_rm_watch(queue, self), EINVAL);
    int other = must(inotify_add_watch(queue, "e", IN_CREATE | IN_ONESHOT));
    close(must(creat("e/1", 0600)));
    close(must(creat("e/2", 0600)));
    events("once");
    other = must(inotify_add_watch(queue, "e", IN_DELETE));
    must(inotify_add_watch(queue, "e", IN_CREATE | IN_MASK_ADD));
    must(unlink("e/1"));
    close(must(creat("e/1", 0600)));
    events("added");
    ok("end", inotify_rm_watch(queue, other));
    must(unlink("e/1"));
    events("ended");
    must(unlink("d/p"));
    events("last one");
    must(rmdir("d"));
    events("directory gone");
    must(unlink("e/2"));
    return finish();
}
