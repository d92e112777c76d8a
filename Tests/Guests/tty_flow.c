// Flow control, packet mode, flushing.
#include "tty.h"

int main(void) {
    open_pair();
    set_flags(IXON, 0, ICANON);
    fcntl(line, F_SETFL, O_NONBLOCK);
    type("\23");
    pause_ms(10);
    int result = write(line, "held", 4);
    yes("stopped: nothing is taken, or it is held", result == 4 || (result == -1 && errno == EAGAIN));
    shows("nothing comes", "(nothing)");
    type("\21");
    pause_ms(10);
    if (result == -1) must(write(line, "held", 4));
    shows("then it does", "held");
    set_flags(IXON | IXANY, 0, ICANON);
    type("\23");
    pause_ms(10);
    type("x");
    pause_ms(10);
    print("any");
    shows("IXANY: any character", "any");
    type("\n");
    reads("which is input, too", "x\\n");
    set_flags(0, 0, ICANON);
    type("\23\n");
    reads("without IXON it is a character", "<13>\\n");
    print("free");
    shows("output goes on", "free");
    ok("tcflow off", tcflow(line, TCOOFF));
    result = write(line, "x", 1);
    shows("nothing comes", "(nothing)");
    ok("tcflow on", tcflow(line, TCOON));
    pause_ms(10);
    if (result == -1) must(write(line, "x", 1));
    shows("then it does", "x");
    ok("tcflow of input", tcflow(line, TCIOFF));
    shows("sends stop", "<13>");
    ok("tcflow of input", tcflow(line, TCION));
    shows("sends start", "<11>");
    fails("tcflow, unknown", ioctl(line, TCXONC, 99), EINVAL);

    // Packet mode: a byte before each read says what it is.
    int on = 1;
    ok("packet mode", ioctl(master, TIOCPKT, &on));
    is("ask", (on = 0, ioctl(master, TIOCGPKT, &on), on), 1);
    print("data");
    shows("data", "<00>data");
    set_flags(IXON, 0, ICANON);
    shows("flow control by these characters", " ");
    set_flags(0, 0, ICANON);
    shows("not any more", "<10>");
    must(tcflush(line, TCIFLUSH));
    shows("flushed input", "<01>");
    must(tcflush(line, TCOFLUSH));
    shows("flushed output", "<02>");
    set_flags(IXON, 0, ICANON);
    available(master, 1);
    must(tcflow(line, TCOOFF));
    struct pollfd entry = {master, POLLIN | POLLPRI, 0};
    poll(&entry, 1, 100);
    yes("POLLPRI", entry.revents & POLLPRI);
    shows("stopped", "<04>");
    must(tcflow(line, TCOON));
    shows("started", "\\b");
    on = 0;
    ok("off", ioctl(master, TIOCPKT, &on));
    print("plain");
    shows("plain", "plain");
    fails("of the line", ioctl(line, TIOCPKT, &on), ENOTTY);
    fails("tcflush, unknown", ioctl(line, TCFLSH, 99), EINVAL);
    ok("tcdrain", tcdrain(line));
    ok("tcsendbreak", tcsendbreak(line, 0));
    int count = -1;
    ok("TIOCOUTQ", ioctl(line, TIOCOUTQ, &count));
    is("nothing waits", count, 0);
    return finish();
}
