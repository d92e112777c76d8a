// flags: -no-static -static-pie -fPIE
// A static program that may be loaded anywhere.
#include "guest.h"
#include <elf.h>
#include <sys/auxv.h>

static const char *const words[] = {"relocated", "data"};

int main(int argc, char **argv) {
    if (argc > 1) {
        unsigned long other = strtoul(argv[1], NULL, 16);
        return (unsigned long)main == other ? 1 : 0;
    }
    text("relocation", words[0], "relocated");
    is("no interpreter", getauxval(AT_BASE), 0);
    Elf64_Phdr *headers = (void *)getauxval(AT_PHDR);
    unsigned long base = (unsigned long)headers & ~4095ul;
    yes("an object", memcmp((char *)base, ELFMAG, SELFMAG) == 0);
    is("its type", ((Elf64_Ehdr *)base)->e_type, ET_DYN);
    is("entry", getauxval(AT_ENTRY), base + ((Elf64_Ehdr *)base)->e_entry);
    char address[20];
    snprintf(address, sizeof address, "%lx", (unsigned long)main);
    int same = 0;
    for (int i = 0; i < 5; i++) same += reap(child({ execl("/proc/self/exe", "x", address, NULL); }));
    yes("not always at the same place", same < 5);
    return finish();
}
