// The vector a program starts with.
#include "guest.h"
#include <elf.h>
#include <sys/auxv.h>

int main(int argc, char **argv, char **environment) {
    (void)environment;
    is("page size", getauxval(AT_PAGESZ), 4096);
    is("clock ticks", getauxval(AT_CLKTCK), 100);
    is("uid", getauxval(AT_UID), getuid());
    is("euid", getauxval(AT_EUID), geteuid());
    is("gid", getauxval(AT_GID), getgid());
    is("egid", getauxval(AT_EGID), getegid());
    is("secure", getauxval(AT_SECURE), 0);
    is("flags", getauxval(AT_FLAGS), 0);
    text("platform", (char *)getauxval(AT_PLATFORM), "x86_64");
    yes("vDSO", getauxval(AT_SYSINFO_EHDR) != 0);
    yes("vDSO is an object", memcmp((char *)getauxval(AT_SYSINFO_EHDR), ELFMAG, SELFMAG) == 0);
    yes("minimal signal stack", getauxval(AT_MINSIGSTKSZ) >= 1024);
    yes("sixteen random bytes", getauxval(AT_RANDOM) != 0);
    Elf64_Phdr *headers = (void *)getauxval(AT_PHDR);
    is("program header size", getauxval(AT_PHENT), sizeof *headers);
    int loads = 0;
    for (unsigned long i = 0; i < getauxval(AT_PHNUM); i++) loads += headers[i].p_type == PT_LOAD;
    yes("program headers", loads >= 2);
    if (argc == 1) {
        extern int main(int, char **, char **);
        yes("entry is in the program", getauxval(AT_ENTRY) != 0);
        is("no interpreter", getauxval(AT_BASE), 0);
    }
    yes("stack is aligned", ((unsigned long)argv & 7) == 0);

    char self[PATH_MAX];
    self[must(readlink("/proc/self/exe", self, sizeof self - 1))] = 0;
    if (argc == 1) {
        symlink(self, "other");
        char *arguments[] = {"anything", "again", NULL};
        char *empty[] = {NULL};
        int first = open("random", O_RDWR | O_CREAT, 0600);
        must(write(first, (void *)getauxval(AT_RANDOM), 16));
        is("again", reap(child({ execve("./other", arguments, empty); })), 0);
    } else {
        text("file executed", (char *)getauxval(AT_EXECFN), "./other");
        text("argument zero", argv[0], "anything");
        char random[16];
        int first = open("random", O_RDONLY);
        must(read(first, random, 16));
        yes("random differs each time", memcmp(random, (void *)getauxval(AT_RANDOM), 16) != 0);
    }

    // /proc/self/auxv is the same vector.
    unsigned long pairs[100];
    int file = must(open("/proc/self/auxv", O_RDONLY));
    int words = read(file, pairs, sizeof pairs) / 8;
    int same = 1;
    for (int i = 0; i + 1 < words && pairs[i]; i += 2)
        // The C library keeps a hardware capability word of its own.
        same &= pairs[i] == AT_HWCAP || getauxval(pairs[i]) == pairs[i + 1];
    yes("as in /proc/self/auxv", words > 20 && same);
    return finish();
}
