// Editing a line, and what is echoed meanwhile.
#include "tty.h"

#define ERASE "\177"
#define KILL "\25"
#define WORD "\27"
#define REPRINT "\22"
#define NEXT "\26"

int main(void) {
    open_pair();
    struct termios value = settings();
    value.c_cc[VERASE] = 127, value.c_cc[VKILL] = 21, value.c_cc[VWERASE] = 23, value.c_cc[VREPRINT] = 18, value.c_cc[VLNEXT] = 22;
    must(tcsetattr(line, TCSANOW, &value));
    tcflag_t usual = ICANON | IEXTEN | ECHO | ECHOE | ECHOK | ECHOKE | ECHOCTL;
    set_flags(ICRNL, OPOST | ONLCR, usual);
    type("ab" ERASE "c\r");
    shows("erase", "ab\\b \\bc\\r\\n");
    reads("line", "ac\\n");
    type(ERASE ERASE "x\n");
    shows("nothing to erase", "x\\r\\n");
    reads("line", "x\\n");
    type("hello" KILL "x\n");
    shows("kill", "hello\\b \\b\\b \\b\\b \\b\\b \\b\\b \\bx\\r\\n");
    reads("line", "x\\n");
    type("one two  " WORD "x\n");
    shows("word", "one two  \\b \\b\\b \\b\\b \\b\\b \\b\\b \\bx\\r\\n");
    reads("line", "one x\\n");
    type("a.b-c" WORD "x\n");
    shows("a word is letters, digits and _", "a.b-c\\b \\bx\\r\\n");
    reads("line", "a.b-x\\n");
    type("abc" REPRINT "d\n");
    shows("reprint", "abc^R\\r\\nabcd\\r\\n");
    reads("line", "abcd\\n");
    type("a" NEXT "\3" NEXT ERASE "b\n");
    shows("next", "a^\\b^C^\\b^?b\\r\\n");
    reads("line", "a<03><7f>b\\n");
    type("a\1" ERASE "b\n");
    shows("a control character is two wide", "a^A\\b \\b\\b \\bb\\r\\n");
    reads("line", "ab\\n");
    type("ab\tc" ERASE ERASE "d\n");
    shows("a tab is as wide as it was", "ab\\tc\\b \\b\\b\\b\\b\\b\\b\\bd\\r\\n");
    reads("line", "abd\\n");
    type("a\4");
    shows("end of file is not shown", "a");
    reads("line", "a");
    type("\n");
    shows("newline", "\\r\\n");
    reads("line", "\\n");

    set_flags(ICRNL | IUTF8, OPOST | ONLCR, usual);
    type("\303\244\342\202\254" ERASE "x\n");
    shows("a character of three bytes", "<c3><a4><e2><82><ac>\\b \\bx\\r\\n");
    reads("line", "<c3><a4>x\\n");
    set_flags(ICRNL, OPOST | ONLCR, usual);
    type("\303\244" ERASE "x\n");
    shows("without IUTF8, a byte", "<c3><a4>\\b \\bx\\r\\n");
    reads("line", "<c3>x\\n");

    set_flags(ICRNL, OPOST | ONLCR, ICANON | IEXTEN | ECHO | ECHOK);
    type("ab" ERASE "c" KILL "d\n");
    shows("without ECHOE and ECHOKE", "ab<7f>c<15>\\r\\nd\\r\\n");
    reads("line", "d\\n");
    set_flags(ICRNL, OPOST | ONLCR, ICANON | IEXTEN | ECHO | ECHOPRT | ECHOE);
    type("abc" ERASE ERASE "d\n");
    shows("ECHOPRT", "abc\\cb/d\\r\\n");
    reads("line", "ad\\n");
    set_flags(ICRNL, OPOST | ONLCR, ICANON | ECHO | ECHOE | ECHOKE | ECHOK);
    type("a b" WORD "c" NEXT "\n");
    shows("without IEXTEN there is neither word nor next", "a b<17>c<16>\\r\\n");
    reads("line", "a b<17>c<16>\\n");
    set_flags(ICRNL, OPOST | ONLCR, ICANON | ECHONL);
    type("secret\n");
    shows("only the newline", "\\r\\n");
    reads("line", "secret\\n");
    set_flags(ICRNL, OPOST | ONLCR, ICANON);
    type("secret\n");
    shows("nothing", "(nothing)");
    reads("line", "secret\\n");
    set_flags(ICRNL, OPOST | ONLCR, usual);
    set_character(VERASE, 'h');
    type("oh\n");
    shows("any character may erase", "o\\b \\b\\r\\n");
    reads("line", "\\n");
    set_character(VERASE, 0);
    type("a" ERASE "\n");
    shows("or none", "a^?\\r\\n");
    reads("line", "a<7f>\\n");
    return finish();
}
