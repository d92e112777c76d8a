// Input flags.
#include "tty.h"

static void one(const char *name, tcflag_t input, const char *typed, const char *expected) {
    set_flags(input, 0, ICANON);
    must(tcflush(line, TCIFLUSH));
    type(typed);
    text(name, available(line, 1), expected);
}

int main(void) {
    open_pair();
    one("plain", 0, "a\rb\n", "a\\rb\\n");
    one("ICRNL", ICRNL, "a\rb\n", "a\\nb\\n");
    one("INLCR", INLCR, "a\nb\4", "a\\rb");
    one("IGNCR", IGNCR, "a\rb\n", "ab\\n");
    one("IGNCR wins", IGNCR | ICRNL, "a\rb\n", "ab\\n");
    one("both turned", ICRNL | INLCR, "a\rb\n\4", "a\\nb\\r");
    one("ISTRIP", ISTRIP, "\341\342\n", "ab\\n");
    one("eight bits", 0, "\341\342\n", "<e1><e2>\\n");
    one("IUCLC", IUCLC, "ABC\n", "ABC\\n");
    struct termios value = settings();
    value.c_iflag = IUCLC;
    value.c_lflag = ICANON | IEXTEN;
    must(tcsetattr(line, TCSANOW, &value));
    type("ABC\n");
    reads("IUCLC with IEXTEN", "abc\\n");
    one("PARMRK doubles 0xff", PARMRK, "a\377b\n", "a<ff><ff>b\\n");
    one("with ISTRIP it is an erase", PARMRK | ISTRIP, "a\377b\n", "b\\n");
    one("0xff is an ordinary byte", 0, "a\377b\n", "a<ff>b\\n");

    // Echo follows what was made of the input.
    set_flags(ICRNL, OPOST | ONLCR, ICANON | ECHO);
    type("x\r");
    shows("echo", "x\\r\\n");
    reads("line", "x\\n");
    set_flags(0, 0, ICANON | ECHO);
    type("x\n");
    shows("echo without output processing", "x\\n");
    reads("line", "x\\n");
    set_flags(0, OPOST | ONLCR, ICANON | ECHO);
    type("x\1\n");
    shows("control characters without ECHOCTL", "x<01>\\r\\n");
    reads("line", "x<01>\\n");
    set_flags(0, OPOST | ONLCR, ICANON | ECHO | ECHOCTL);
    type("x\1\t\33\n");
    shows("control characters with it", "x^A\\t^[\\r\\n");
    reads("line", "x<01>\\t<1b>\\n");
    return finish();
}
