// The other terminal requests.
#include "tty.h"

struct kernel_termios2 { tcflag_t iflag, oflag, cflag, lflag; cc_t discipline, cc[19]; speed_t in, out; };

int main(void) {
    int value = -1;
    master = must(open("/dev/ptmx", O_RDWR | O_NOCTTY));
    char path[40];
    must(ioctl(master, TIOCGPTN, &value));
    snprintf(path, sizeof path, "/dev/pts/%d", value);
    fails("locked", open(path, O_RDWR | O_NOCTTY), EIO);
    ok("is locked", ioctl(master, TIOCGPTLCK, &value));
    is("yes", value, 1);
    value = 0;
    ok("unlock", ioctl(master, TIOCSPTLCK, &value));
    line = ok("open", open(path, O_RDWR | O_NOCTTY));
    int peer = ok("TIOCGPTPEER", ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY));
    must(write(peer, "peer", 4));
    shows("is the line", "peer");
    close(peer);
    struct stat status;
    must(stat(path, &status));
    yes("a character device", S_ISCHR(status.st_mode));
    is("major", status.st_rdev >> 8 & 0xfff, 136);
    yes("mode", (status.st_mode & 0777) == 0620 || (status.st_mode & 0777) == 0600);
    is("owner", status.st_uid, geteuid());
    is("isatty of the master", isatty(master), 1);

    struct termios settings_now = settings();
    is("ICANON at first", settings_now.c_lflag, ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN);
    is("input", settings_now.c_iflag, ICRNL | IXON);
    is("output", settings_now.c_oflag, OPOST | ONLCR);
    is("control", settings_now.c_cflag & (CSIZE | CREAD | HUPCL), CS8 | CREAD);
    is("speed", cfgetospeed(&settings_now), B38400);
    cc_t expected[] = {3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22, 0};
    int wrong = 0;
    for (int i = 0; i < 17; i++) wrong += settings_now.c_cc[i] != expected[i];
    is("characters", wrong, 0);
    struct kernel_termios2 two;
    ok("TCGETS2", ioctl(line, 0x802c542a, &two));
    is("speed", two.out, 38400);
    is("flags", two.lflag, settings_now.c_lflag);
    two.cflag = (two.cflag & ~(CBAUD | CBAUDEX)) | 0010000;
    two.in = two.out = 12345;
    ok("TCSETS2", ioctl(line, 0x402c542b, &two));
    ok("TCGETS2", ioctl(line, 0x802c542a, &two));
    is("any speed", two.out, 12345);
    ok("TCSETSF", tcsetattr(line, TCSAFLUSH, &settings_now));
    ok("TCSETSW", tcsetattr(line, TCSADRAIN, &settings_now));
    fails("to nowhere", ioctl(line, TCGETS, wild), EFAULT);
    fails("from nowhere", ioctl(line, TCSETS, wild), EFAULT);

    must(write(master, "abc\n", 4));
    pause_ms(10);
    ok("FIONREAD", ioctl(line, FIONREAD, &value));
    is("bytes", value, 4);
    ok("TIOCINQ at the master", ioctl(master, FIONREAD, &value));
    is("what was echoed", value, 5);
    available(master, 1);
    reads("line", "abc\\n");
    ok("discipline", ioctl(line, TIOCGETD, &value));
    is("N_TTY", value, 0);
    ok("exclusive", ioctl(line, TIOCEXCL));
    ok("ask", ioctl(line, TIOCGEXCL, &value));
    is("yes", value, 1);
    ok("not any more", ioctl(line, TIOCNXCL));
    fails("no modem lines", ioctl(line, TIOCMGET, &value), ENOTTY);
    fails("unknown", ioctl(line, 0x5499, &value), ENOTTY);
    fails("a master has no session", ioctl(line, TIOCGSID, &value), ENOTTY);
    fails("seek", lseek(line, 0, SEEK_SET), ESPIPE);
    fails("pread", pread(line, &value, 1, 0), ESPIPE);
    fails("mmap", mmap(NULL, 4096, PROT_READ, MAP_SHARED, line, 0), ENODEV);

    // Several readers of a line: what one takes, the other does not get.
    int second = must(open(path, O_RDWR | O_NOCTTY));
    must(write(master, "1\n2\n", 4));
    reads("one", "1\\n");
    text("the other", available(second, 0), "2\\n");
    // Another pair has another number.
    int old_line = line, old_master = master;
    open_pair();
    yes("another pair", line != old_line && master != old_master);
    print("second pair\n");
    shows("is separate", "second pair\\r\\n");
    master = old_master;
    shows("the first saw nothing of it", "1\\r\\n2\\r\\n");
    return finish();
}
