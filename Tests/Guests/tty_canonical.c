// Canonical input: lines, their ends, and what a reader gets.
#include "tty.h"

int main(void) {
    open_pair();
    set_flags(ICRNL, OPOST | ONLCR, ICANON);
    type("abc");
    reads("no line yet", "(nothing)");
    int count = -1;
    must(ioctl(line, FIONREAD, &count));
    is("nothing to read", count, 0);
    type("def\r");
    pause_ms(20);
    must(ioctl(line, FIONREAD, &count));
    is("a line", count, 7);
    reads("the line", "abcdef\\n");
    type("one\ntwo\n");
    reads("one at a time", "one\\n");
    reads("the next", "two\\n");
    type("long line\n");
    char buffer[10];
    is("in parts", read(line, buffer, 4), 4);
    is("in parts", read(line, buffer, 10), 6);
    type("\4");
    reads("end of file", "(end)");
    type("no newline\4");
    reads("end of file after text ends the read", "no newline");
    type("\4again\n");
    reads("an end, once", "(end)");
    reads("then the rest", "again\\n");
    type("\4\4");
    reads("two ends", "(end)");
    reads("two ends", "(end)");
    set_character(VEOL, '!');
    type("by another mark!rest\n");
    reads("VEOL", "by another mark!");
    reads("rest", "rest\\n");
    set_character(VEOL, 0);

    // A line has an end, too: 4095 characters, then the rest is lost, but not the newline.
    char many[5002];
    memset(many, 'x', 5000);
    strcpy(many + 5000, "\n");
    for (int done = 0; done < 5001;) {
        int some = write(master, many + done, 5001 - done > 500 ? 500 : 5001 - done);
        if (some > 0) done += some;
    }
    char back[6000];
    int length = read(line, back, sizeof back);
    is("the longest line", length, 4096);
    is("ends as a line", back[4095], '\n');

    type("typed ahead\n");
    set_flags(0, 0, 0);
    reads("what was typed before, in the other mode", "typed ahead\\n");
    type("raw");
    set_flags(ICRNL, 0, ICANON);
    type("\r");
    text("what was typed raw is a line's beginning or a line", available(line, 1), "raw\\n");
    type("lost\n");
    must(tcflush(line, TCIFLUSH));
    reads("flushed", "(nothing)");
    fcntl(line, F_SETFL, O_NONBLOCK);
    type("half");
    fails("not blocking", read(line, buffer, 10), EAGAIN);
    struct pollfd entry = {line, POLLIN | POLLOUT, 0};
    poll(&entry, 1, 0);
    is("not ready", entry.revents, POLLOUT);
    type("\n");
    is("read", read(line, buffer, 10), 5);
    return finish();
}
