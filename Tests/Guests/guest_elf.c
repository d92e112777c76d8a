// Programs that are not: ELF headers that lie about everything, scripts that name themselves, and vectors too long.
// Whatever execve answers, it answers, and the system goes on; a program that starts with nonsense ends by a signal.
#include "guest.h"
#include <elf.h>

// The C library declares that these are never null.
static long execute(const char *path, void *arguments, void *variables) {
    return syscall(SYS_execve, path, arguments, variables);
}

static int starts;

// Executes what is in the file. 0: refused; 1: it ended somehow.
static int attempt(const void *bytes, size_t size) {
    int file = must(open("program", O_WRONLY | O_CREAT | O_TRUNC, 0755));
    must(write(file, bytes, size));
    close(file);
    pid_t pid = must(fork());
    if (pid == 0) {
        alarm(5);
        execl("./program", "program", NULL);
        _exit(errno == ENOEXEC || errno == EINVAL || errno == ENOMEM || errno == EIO || errno == EFAULT || errno == E2BIG ||
              errno == ENOENT || errno == ELIBBAD || errno == EACCES || errno == ELOOP ? 77 : 78);
    }
    int status = reap(pid);
    starts++;
    if (status == 78) failures++, out("an unexpected refusal\n");
    if (status == 1000 + SIGALRM) failures++, out("attempt %d ran on\n", starts);
    return status != 77;
}

struct image {
    Elf64_Ehdr header;
    Elf64_Phdr segments[4];
    unsigned char code[64];
};

// exit_group(42)
static const unsigned char leave[] = {0xbf, 42, 0, 0, 0, 0xb8, 231, 0, 0, 0, 0x0f, 0x05};

static struct image good(void) {
    struct image image = {0};
    memcpy(image.header.e_ident, ELFMAG, SELFMAG);
    image.header.e_ident[EI_CLASS] = ELFCLASS64;
    image.header.e_ident[EI_DATA] = ELFDATA2LSB;
    image.header.e_ident[EI_VERSION] = EV_CURRENT;
    image.header.e_type = ET_EXEC;
    image.header.e_machine = EM_X86_64;
    image.header.e_version = EV_CURRENT;
    image.header.e_ehsize = sizeof(Elf64_Ehdr);
    image.header.e_phentsize = sizeof(Elf64_Phdr);
    image.header.e_phoff = offsetof(struct image, segments);
    image.header.e_phnum = 1;
    image.header.e_entry = 0x10000 + offsetof(struct image, code);
    image.segments[0] = (Elf64_Phdr){.p_type = PT_LOAD, .p_flags = PF_R | PF_X, .p_vaddr = 0x10000,
                                     .p_filesz = sizeof image, .p_memsz = sizeof image, .p_align = 4096};
    memcpy(image.code, leave, sizeof leave);
    return image;
}

int main(void) {
    struct image image = good();
    int file = must(open("program", O_WRONLY | O_CREAT | O_TRUNC, 0755));
    must(write(file, &image, sizeof image));
    close(file);
    is("the good one", reap(child(execl("./program", "program", NULL))), 42);

    // Every field of the header and of the segment, with every odd value.
    const uint64_t odd[] = {0, 1, 7, 0xfff, 0x1000, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, 0x6ffff0000000,
                            0x7fffffffe000, 0x7ffffffff000, 0x800000000000, 0x7fffffffffffffff, 0x8000000000000000,
                            0xfffffffffffff000, ~0ull};
    for (unsigned value = 0; value < sizeof odd / sizeof *odd; value++) {
        for (unsigned field = 0; field < sizeof(Elf64_Ehdr) - 16; field += 2) {
            if (field >= 8 && field < 32 && field % 8) continue;
            image = good();
            memcpy((char *)&image.header + 16 + field, &odd[value], field >= 8 && field < 32 ? 8 : 2);
            attempt(&image, sizeof image);
        }
        for (unsigned field = 0; field < sizeof(Elf64_Phdr); field += 8) {
            image = good();
            memcpy((char *)&image.segments[0] + field, &odd[value], 8);
            attempt(&image, sizeof image);
        }
        // A second segment: over the first, over the stub, over the stack, huge, or nowhere.
        image = good();
        image.header.e_phnum = 2;
        image.segments[1] = image.segments[0];
        image.segments[1].p_vaddr = odd[value];
        image.segments[1].p_memsz = odd[(value + 5) % (sizeof odd / sizeof *odd)];
        image.segments[1].p_flags = PF_R | PF_W | PF_X;
        attempt(&image, sizeof image);
        // An interpreter with a name of that size, or at that place.
        image = good();
        image.header.e_phnum = 2;
        image.segments[1] = (Elf64_Phdr){.p_type = PT_INTERP, .p_offset = odd[value], .p_filesz = odd[value]};
        attempt(&image, sizeof image);
        image.segments[1].p_offset = 0;
        attempt(&image, sizeof image);
        // A stack that asks for odd permissions.
        image.segments[1] = (Elf64_Phdr){.p_type = PT_GNU_STACK, .p_flags = odd[value], .p_memsz = odd[value]};
        attempt(&image, sizeof image);
    }
    image = good();
    image.header.e_type = ET_DYN;
    attempt(&image, sizeof image);
    for (size_t size = 1; size < sizeof image; size += 13) attempt(&image, size);
    yes("many were tried", starts > 300);

    // A program that is its own interpreter.
    struct { struct image image; char name[16]; } own = {good(), "./program"};
    own.image.header.e_phnum = 2;
    own.image.segments[1] = (Elf64_Phdr){.p_type = PT_INTERP, .p_offset = sizeof(struct image), .p_filesz = 10};
    attempt(&own, sizeof own);

    // Scripts.
    const char *scripts[] = {"#!", "#! ", "#!\n", "#! \t \n", "#!./program\n", "#!./program x y z\n", "#!/\n", "#!.\n",
                             "#!/dev/null\n", "#!/proc/self/mem\n", "#!\xff\n"};
    for (unsigned i = 0; i < sizeof scripts / sizeof *scripts; i++) attempt(scripts[i], strlen(scripts[i]));
    is("none became anything", failures, 0);
    make_file("a", "#!./b\n", 0755);
    make_file("b", "#!./a\n", 0755);
    fails("a loop of scripts", execl("./a", "a", NULL), ELOOP);
    char *line = malloc(1 << 20);
    memset(line, 'x', 1 << 20);
    memcpy(line, "#!/", 3);
    attempt(line, 1 << 20);
    memset(line, 0, 1 << 20);
    memcpy(line, "#!", 2);
    attempt(line, 1 << 20);

    // Vectors: more than fits, no end, and wild pointers.
    image = good();
    attempt(&image, sizeof image);
    char **vector = calloc(1 << 20, sizeof *vector);
    memset(line, 'y', (1 << 17) + 8);
    line[(1 << 17) + 8] = 0;
    vector[0] = line;
    fails("one argument too long", execute("./program", vector, environ), E2BIG);
    fails("one variable too long", execute("./program", environ, vector), E2BIG);
    line[1000] = 0;
    for (int i = 0; i < (1 << 20) - 1; i++) vector[i] = line;
    fails("a thousand million bytes", execute("./program", vector, vector), E2BIG);
    vector[1] = wild;
    vector[2] = NULL;
    fails("a wild argument", execute("./program", vector, environ), EFAULT);
    fails("a wild vector", execute("./program", wild, environ), EFAULT);
    fails("a wild environment", execute("./program", NULL, wild), EFAULT);
    is("the good one, without any", reap(child(execute("./program", NULL, NULL))), 42);
    char *edge = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    munmap(edge + 4096, 4096);
    memcpy(edge + 4096 - 9, "./program", 9);
    fails("a path that goes over the edge", execute(edge + 4096 - 9, NULL, NULL), EFAULT);
    *(char **)(edge + 4096 - 8) = line;
    fails("a vector that does", execute("./program", (char **)(edge + 4096 - 8), NULL), EFAULT);
    return finish();
}
