// Output flags.
#include "tty.h"

static void one(const char *name, tcflag_t output, const char *printed, const char *expected) {
    // A line starts at column 0: a carriage return, before the flags are set, sees to that.
    set_flags(0, OPOST | ONLRET, 0);
    print("\r");
    available(master, 1);
    set_flags(0, output, 0);
    print(printed);
    shows(name, expected);
}

int main(void) {
    open_pair();
    one("none", 0, "a\nb\r\tc", "a\\nb\\r\\tc");
    one("OPOST alone", OPOST, "a\nb\r", "a\\nb\\r");
    one("ONLCR", OPOST | ONLCR, "a\nb\n\n", "a\\r\\nb\\r\\n\\r\\n");
    one("ONLCR needs OPOST", ONLCR, "a\nb", "a\\nb");
    one("OCRNL", OPOST | OCRNL, "a\rb", "a\\nb");
    one("ONOCR", OPOST | ONOCR, "\ra\r\rb", "a\\rb");
    one("OLCUC", OPOST | OLCUC, "aBc1\n", "ABC1\\n");
    one("XTABS", OPOST | XTABS, "\ta\tbcdefgh\ti", "        a       bcdefgh i");
    one("XTABS after a newline", OPOST | XTABS | ONLCR, "abc\n\tx", "abc\\r\\n        x");
    one("XTABS after a backspace", OPOST | XTABS, "abc\b\tx", "abc\\b      x");
    one("a column is not a byte with IUTF8 only", OPOST | XTABS, "\303\244\tx", "<c3><a4>      x");
    struct termios value = settings();
    value.c_iflag = IUTF8;
    must(tcsetattr(line, TCSANOW, &value));
    print("\r\303\244\tx");
    shows("IUTF8", "\\r<c3><a4>       x");
    // A long output all comes, in order.
    set_flags(0, OPOST | ONLCR, 0);
    pid_t pid = child({
        for (int i = 0; i < 3000; i++) {
            char number[20];
            snprintf(number, sizeof number, "%d\n", i);
            print(number);
        }
    });
    char buffer[1000];
    int length = 0, next = 0, wrong = 0, value_now = 0;
    while (next < 3000) {
        length = read(master, buffer, sizeof buffer);
        if (length <= 0) break;
        for (int i = 0; i < length; i++) {
            if (buffer[i] >= '0' && buffer[i] <= '9') value_now = value_now * 10 + buffer[i] - '0';
            else if (buffer[i] == '\n') wrong += value_now != next++, value_now = 0;
        }
    }
    is("three thousand lines", next, 3000);
    is("in order", wrong, 0);
    is("writer", reap(pid), 0);
    return finish();
}
