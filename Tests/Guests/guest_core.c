// Core files: written where RLIMIT_CORE allows it, and told in the status.
#include "guest.h"
#include <elf.h>

static volatile int dumped;

static void child_ended(int number, siginfo_t *info, void *context) {
    (void)number, (void)context;
    dumped = info->si_code;
}

static int die(rlim_t limit, int number) {
    pid_t pid = must(fork());
    if (pid == 0) {
        struct rlimit core = {limit, limit};
        setrlimit(RLIMIT_CORE, &core);
        if (number == SIGSEGV) *(volatile int *)wild = 1;
        raise(number);
        _exit(0);
    }
    int status;
    must(waitpid(pid, &status, 0));
    return status;
}

static void set_pattern(const char *pattern) {
    int file = must(open("/proc/sys/kernel/core_pattern", O_WRONLY));
    must(write(file, pattern, strlen(pattern)));
    close(file);
}

int main(void) {
    static char secret[] = "what is in memory";
    struct sigaction action = {.sa_sigaction = child_ended, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigaction(SIGCHLD, &action, NULL);
    text("named core", content_of("/proc/sys/kernel/core_pattern"), "core\n");
    is("no limit, no file", die(0, SIGABRT), SIGABRT);
    is("killed", dumped, CLD_KILLED);
    fails("no file", access("core", F_OK), ENOENT);
    is("dumped", die(RLIM_INFINITY, SIGABRT), SIGABRT | 0x80);
    is("says so", dumped, CLD_DUMPED);
    struct stat status;
    ok("a file", stat("core", &status));
    is("of one's own", status.st_mode & 07777, 0600);
    int file = must(open("core", O_RDONLY));
    Elf64_Ehdr header;
    must(read(file, &header, sizeof header));
    yes("ELF", memcmp(header.e_ident, ELFMAG, SELFMAG) == 0);
    is("a core", header.e_type, ET_CORE);
    int notes = 0, found = 0;
    for (int index = 0; index < header.e_phnum; index++) {
        Elf64_Phdr part;
        must(pread(file, &part, sizeof part, header.e_phoff + index * sizeof part));
        if (part.p_type == PT_NOTE) notes++;
        uint64_t address = (uint64_t)secret;
        if (part.p_type != PT_LOAD || address < part.p_vaddr || address >= part.p_vaddr + part.p_filesz)
            continue;
        char copy[sizeof secret];
        must(pread(file, copy, sizeof copy, part.p_offset + address - part.p_vaddr));
        found = strcmp(copy, secret) == 0;
    }
    is("notes", notes, 1);
    yes("its memory", found);
    unlink("core");
    is("a fault", die(RLIM_INFINITY, SIGSEGV), SIGSEGV | 0x80);
    yes("a file", access("core", F_OK) == 0);
    unlink("core");
    is("not of other signals", die(RLIM_INFINITY, SIGTERM), SIGTERM);
    fails("no file", access("core", F_OK), ENOENT);
    is("only so much", die(8192, SIGQUIT), SIGQUIT | 0x80);
    stat("core", &status);
    is("cut", status.st_size, 8192);
    unlink("core");
    set_pattern("dump.%e.%s");
    is("by another name", die(RLIM_INFINITY, SIGABRT), SIGABRT | 0x80);
    ok("it is there", access("dump.guest_core.6", F_OK));
    unlink("dump.guest_core.6");
    set_pattern("core");
    must(symlink("nowhere", "core"));
    is("not through a link", die(RLIM_INFINITY, SIGABRT), SIGABRT);
    unlink("core");
    return finish();
}
