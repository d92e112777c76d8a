// Raw input: VMIN and VTIME.
#include "tty.h"

static void set_raw(int minimum, int tenths) {
    struct termios value = settings();
    value.c_lflag = value.c_iflag = value.c_oflag = 0;
    value.c_cc[VMIN] = minimum;
    value.c_cc[VTIME] = tenths;
    must(tcsetattr(line, TCSANOW, &value));
}
static int ready(void) {
    struct pollfd entry = {line, POLLIN, 0};
    return poll(&entry, 1, 20);
}

int main(void) {
    char buffer[100];
    open_pair();
    set_raw(1, 0);
    type("a");
    is("one is enough", read(line, buffer, 10), 1);
    type("abc\r\n\3\4\177");
    reads("nothing is special", "abc\\r\\n<03><04><7f>");
    shows("nothing is echoed", "(nothing)");
    set_raw(0, 0);
    is("none: not waiting", read(line, buffer, 10), 0);
    type("ab");
    pause_ms(10);
    is("what is there", read(line, buffer, 10), 2);
    set_raw(0, 1);
    long before = now_ms();
    is("waiting for a while", read(line, buffer, 10), 0);
    long took = now_ms() - before;
    yes("a tenth of a second", took >= 90 && took < 2000);
    pid_t pid = child({ pause_ms(20); type("x"); });
    set_raw(0, 50);
    is("until one comes", read(line, buffer, 10), 1);
    reap(pid);
    set_raw(3, 0);
    type("ab");
    is("two are not enough", ready(), 0);
    pid = child({ pause_ms(20); type("c"); });
    is("three are", read(line, buffer, 10), 3);
    reap(pid);
    type("ab");
    pid = child({ pause_ms(20); type("cdef"); });
    is("enough for what was asked", read(line, buffer, 2), 2);
    reap(pid);
    pause_ms(10);
    is("the rest", read(line, buffer, 10), 4);
    set_raw(3, 1);
    type("ab");
    before = now_ms();
    is("time between characters", read(line, buffer, 10), 2);
    yes("runs from the last", now_ms() - before >= 90);
    // With both, time starts with the first character.
    pid = child({ pause_ms(250); type("z"); });
    before = now_ms();
    is("it waits for the first", read(line, buffer, 10), 1);
    yes("however long", now_ms() - before >= 300);
    reap(pid);
    fcntl(line, F_SETFL, O_NONBLOCK);
    set_raw(1, 0);
    fails("not blocking", read(line, buffer, 10), EAGAIN);
    type("abcdef");
    pause_ms(10);
    is("parts", read(line, buffer, 4), 4);
    is("parts", read(line, buffer, 4), 2);
    // The other direction: the master reads what the line writes.
    print("out");
    shows("written", "out");
    fcntl(line, F_SETFL, 0);

    // cfmakeraw, and what stty -a shows of speeds.
    struct termios value = settings();
    cfmakeraw(&value);
    cfsetspeed(&value, B9600);
    ok("tcsetattr", tcsetattr(line, TCSADRAIN, &value));
    value = settings();
    is("speed", cfgetospeed(&value), B9600);
    is("character size", value.c_cflag & CSIZE, CS8);
    return finish();
}
