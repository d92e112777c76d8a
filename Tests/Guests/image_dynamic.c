// flags: -no-static -pie -fPIE
// A dynamically linked program: the interpreter, its libraries, relocation, thread-local storage.
#include "guest.h"
#include <dlfcn.h>
#include <elf.h>
#include <sys/auxv.h>

static int constructed;
__attribute__((constructor)) static void construct(void) { constructed = 7; }
static __thread int own = 3;
static void *thread(void *unused) {
    own = 4;
    return unused;
}
static int (*volatile pointer)(void) = rand;

int main(int argc, char **argv) {
    if (argc > 1) return atoi(argv[1]);
    is("constructor", constructed, 7);
    yes("interpreter", getauxval(AT_BASE) != 0 && getauxval(AT_BASE) != getauxval(AT_ENTRY));
    yes("interpreter is an object", memcmp((char *)getauxval(AT_BASE), ELFMAG, SELFMAG) == 0);
    Elf64_Phdr *headers = (void *)getauxval(AT_PHDR);
    unsigned long base = (unsigned long)headers - headers[0].p_vaddr;
    yes("program headers, where it was loaded", headers[0].p_type == PT_PHDR && (base & 4095) == 0);
    yes("not at a fixed place", base > 0x10000000);
    pthread_t id;
    pthread_create(&id, NULL, thread, NULL);
    pthread_join(id, NULL);
    is("thread-local storage", own, 3);
    yes("a function of a library", pointer == rand);
    void *library = dlopen("libc.so.6", RTLD_NOW);
    yes("dlopen", library != NULL);
    yes("dlsym", library && dlsym(library, "rand") == (void *)rand);
    yes("maps name the library", strstr(content_of("/proc/self/maps"), "libc.so.6") != NULL);
    yes("and the interpreter", strstr(content_of("/proc/self/maps"), "ld-linux-x86-64.so.2") != NULL);
    is("fork", reap(child(_exit(own))), 3);
    is("execve", reap(child({ execl("/proc/self/exe", "x", "11", NULL); })), 11);
    pid_t pid = vfork();
    if (pid == 0) {
        execl("/proc/self/exe", "x", "12", NULL);
        _exit(1);
    }
    is("vfork", reap(pid), 12);
    return finish();
}
