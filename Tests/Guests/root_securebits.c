// Secure bits and ambient capabilities.
#include "guest.h"
#include <linux/capability.h>
#include <linux/securebits.h>

static struct __user_cap_data_struct sets[2];

static void get(void) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    syscall(SYS_capget, &header, sets);
}

static int inherit(int capability) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    get();
    sets[0].inheritable |= 1u << capability;
    return syscall(SYS_capset, &header, sets);
}

// Whether a capability is permitted, effective, and ambient: a digit each.
static int has(int capability) {
    get();
    return (sets[0].permitted >> capability & 1) * 100 + (sets[0].effective >> capability & 1) * 10
        + prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, capability, 0, 0);
}

// By descriptor: whoever has left root may have no way to the program's path.
static int has_after_exec(int self, int capability) {
    char word[16];
    snprintf(word, sizeof word, "%d", capability);
    return reap(child({
        fexecve(self, (char *[]){"self", word, NULL}, environ);
        _exit(99);
    }));
}

int main(int argc, char **argv) {
    if (argc > 1) return has(atoi(argv[1]));
    int self = open("/proc/self/exe", O_PATH);
    int chown_ = CAP_CHOWN;

    is("keeps what root has", reap(child({
        ok("keep", prctl(PR_SET_KEEPCAPS, 1));
        ok("inherit", inherit(chown_));
        ok("ambient", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, chown_, 0, 0));
        ok("leave root", setresuid(65534, 65534, 65534));
        is("permitted only", has(chown_), 100);
        is("nothing after exec", has_after_exec(self, chown_), 0);
    })), 0);
    is("ambient", reap(child({
        fails("not inheritable", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, chown_, 0, 0), EPERM);
        ok("inherit", inherit(chown_));
        ok("raise", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, chown_, 0, 0));
        is("of root, after exec", has_after_exec(self, chown_), 111);
        ok("lower", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_LOWER, chown_, 0, 0));
        is("lowered", has(chown_), 110);
        ok("raise", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, chown_, 0, 0));
        fails("clear all of what", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 1, 0, 0), EINVAL);
        ok("clear all", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0));
        is("cleared", has(chown_), 110);
        fails("unknown command", prctl(PR_CAP_AMBIENT, 5, chown_, 0, 0), EINVAL);
        fails("unknown capability", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 63, 0, 0), EINVAL);
    })), 0);
    is("no fixup", reap(child({
        ok("set", prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP));
        ok("leave root", setresuid(65534, 65534, 65534));
        is("everything stays", has(chown_), 110);
        is("until exec", has_after_exec(self, chown_), 0);
    })), 0);
    is("ambient outlives exec without fixup", reap(child({
        ok("set", prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP));
        ok("inherit", inherit(chown_));
        ok("raise", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, chown_, 0, 0));
        ok("leave root", setresuid(65534, 65534, 65534));
        is("exec", has_after_exec(self, chown_), 111);
    })), 0);
    is("root is nobody", reap(child({
        ok("set", prctl(PR_SET_SECUREBITS, SECBIT_NOROOT));
        is("after exec", has_after_exec(self, chown_), 0);
    })), 0);
    is("locks", reap(child({
        ok("lock", prctl(PR_SET_SECUREBITS, SECBIT_KEEP_CAPS_LOCKED | SECBIT_NO_CAP_AMBIENT_RAISE));
        fails("keep", prctl(PR_SET_KEEPCAPS, 1), EPERM);
        fails("change", prctl(PR_SET_SECUREBITS, SECBIT_KEEP_CAPS | SECBIT_KEEP_CAPS_LOCKED), EPERM);
        fails("unlock", prctl(PR_SET_SECUREBITS, 0), EPERM);
        ok("others", prctl(PR_SET_SECUREBITS, SECBIT_KEEP_CAPS_LOCKED | SECBIT_NOROOT));
        ok("no ambient", prctl(PR_SET_SECUREBITS, SECBIT_KEEP_CAPS_LOCKED | SECBIT_NO_CAP_AMBIENT_RAISE));
        ok("inherit", inherit(chown_));
        fails("raise", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, chown_, 0, 0), EPERM);
        fails("unknown", prctl(PR_SET_SECUREBITS, 1 << 8), EPERM);
    })), 0);
    return finish();
}
