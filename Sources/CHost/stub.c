#include "include/stub.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

// Everything the stub runs is in this section, position independent, without data and without calls
// out of it: the section's bytes are the program. Unoptimized, or the compiler makes jump tables and
// calls of memset, which lie elsewhere.
#define STUB __attribute__((section("umlstub"), no_stack_protector, used, noinline, optnone))

extern const char __start_umlstub[], __stop_umlstub[];

STUB static long stub_call(long number, uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e, uint64_t f) {
    long result;
    register uint64_t r10 __asm__("r10") = d;
    register uint64_t r8 __asm__("r8") = e;
    register uint64_t r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

STUB static void stub_fail(int status) {
    for (;;) stub_call(SYS_exit_group, (uint64_t)status, 0, 0, 0, 0, 0);
}

STUB static void stub_map(uint64_t address, uint64_t length, uint64_t protection, uint64_t flags, uint64_t descriptor,
                          uint64_t offset) {
    if (!length) return;
    if ((uint64_t)stub_call(SYS_mmap, address, length, protection, flags | MAP_FIXED, descriptor, offset) != address)
        stub_fail(126);
}

/// Maps one image and returns its bias.
STUB static uint64_t stub_load(const struct chost_load_image *image) {
    uint64_t bias = 0, descriptor = (uint64_t)CHOST_STUB_MARK << 32 | image->descriptor;
    if (!image->is_fixed) {
        long place = stub_call(SYS_mmap, image->hint, image->span, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                               (uint64_t)-1, 0);
        if (place < 0 && place > -4096) stub_fail(126);
        bias = (uint64_t)place - image->lowest;
    }
    for (uint64_t i = 0; i < image->count; i++) {
        const struct chost_load_segment *s = &image->segments[i];
        stub_map(bias + s->address, s->length, s->protection, MAP_PRIVATE, descriptor, s->offset);
        for (uint64_t at = s->zero_from; at < s->zero_to; at++) *(volatile char *)(bias + at) = 0;
        stub_map(bias + s->anonymous_address, s->anonymous_length, s->protection, MAP_PRIVATE | MAP_ANONYMOUS,
                 (uint64_t)-1, 0);
    }
    stub_call(SYS_close, descriptor, 0, 0, 0, 0, 0);
    return bias;
}

/// Copies of the kernel do not grow a stack, so all of it has to be there. The path goes to its far end, where
/// a program comes last, if ever.
STUB static uint64_t stub_stretch_stack(const struct chost_load_plan *plan, uint64_t stack, uint64_t name) {
    // The host keeps the program's name in the last bytes of a stack.
    uint64_t lowest = (name | 4095) + 1 - plan->stack_bytes;
    if (lowest >= (stack & ~4095ull) - 4096) return 0;
    volatile char *place = (volatile char *)lowest;
    uint64_t length = 0;
    for (; plan->path[length]; length++) place[length] = plan->path[length];
    if (length) return lowest;
    (void)*place;
    return 0;
}

/// Runs on the new program's stack; returns where to go.
STUB uint64_t chost_stub_main(uint64_t *stack) {
    struct chost_load_plan plan;
    plan.image_count = 0;
    if (stub_call(CHOST_CALL_LOAD_PLAN, (uint64_t)&plan, 0, 0, 0, 0, 0) < 0) stub_fail(127);

    uint64_t bias = stub_load(&plan.images[0]);
    uint64_t program_entry = bias + plan.images[0].entry, entry = program_entry, interpreter_bias = 0;
    if (plan.image_count > 1) {
        interpreter_bias = stub_load(&plan.images[1]);
        entry = interpreter_bias + plan.images[1].entry;
    }

    uint64_t *p = stack + 1;
    uint64_t first_argument = p[0], path;
    while (*p) p++;
    p++;
    while (*p) p++;
    p++;
    for (; p[0]; p += 2) {
        uint64_t key = p[0];
        if (key == AT_PHDR) p[1] = bias + plan.header_address;
        else if (key == AT_PHNUM) p[1] = plan.header_count;
        else if (key == AT_BASE) p[1] = interpreter_bias;
        else if (key == AT_ENTRY) p[1] = program_entry;
        else if (key == AT_UID) p[1] = plan.uid;
        else if (key == AT_EUID) p[1] = plan.euid;
        else if (key == AT_GID) p[1] = plan.gid;
        else if (key == AT_EGID) p[1] = plan.egid;
        else if (key == AT_SECURE) p[1] = plan.secure;
        else if (key == AT_EXECFN) {
            path = stub_stretch_stack(&plan, (uint64_t)stack, p[1]);
            p[1] = path ? path : first_argument;
        }
    }
    return entry;
}

// Registers as the host leaves them after execve: zero, and the stack pointer at argc.
__asm__(".pushsection umlstub,\"ax\",@progbits\n"
        ".globl chost_stub_entry\n.hidden chost_stub_entry\n"
        "chost_stub_entry:\n"
        "  mov %rsp, %rbx\n  mov %rsp, %rdi\n  and $-16, %rsp\n  call chost_stub_main\n  mov %rbx, %rsp\n"
        "  xor %edx, %edx\n  xor %ebx, %ebx\n  xor %ebp, %ebp\n  xor %ecx, %ecx\n  xor %esi, %esi\n"
        "  xor %edi, %edi\n  xor %r8d, %r8d\n  xor %r9d, %r9d\n  xor %r10d, %r10d\n  xor %r11d, %r11d\n"
        "  jmp *%rax\n"
        ".globl chost_stub_call\n.hidden chost_stub_call\n"
        "chost_stub_call:\n"
        "  syscall\n  hlt\n"
        ".popsection\n");
extern const char chost_stub_entry[], chost_stub_call[];

static size_t code_offset(void) { return (sizeof(Elf64_Ehdr) + sizeof(Elf64_Phdr) + 63) & ~(size_t)63; }

uint64_t chost_stub_call_site(uint64_t address) {
    return address + code_offset() + (size_t)(chost_stub_call - __start_umlstub);
}

int chost_stub_create(uint64_t address) {
    size_t code = (size_t)(__stop_umlstub - __start_umlstub), offset = code_offset();
    Elf64_Ehdr header = {
        .e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB, EV_CURRENT},
        .e_type = ET_EXEC,
        .e_machine = EM_X86_64,
        .e_version = EV_CURRENT,
        .e_entry = address + offset + (size_t)(chost_stub_entry - __start_umlstub),
        .e_phoff = sizeof(Elf64_Ehdr),
        .e_ehsize = sizeof(Elf64_Ehdr),
        .e_phentsize = sizeof(Elf64_Phdr),
        .e_phnum = 1,
    };
    Elf64_Phdr segment = {
        .p_type = PT_LOAD,
        .p_flags = PF_R | PF_X,
        .p_vaddr = address,
        .p_filesz = offset + code,
        .p_memsz = offset + code,
        .p_align = 4096,
    };
    // MFD_EXEC (Linux 6.3) where vm.memfd_noexec asks for it. Older hosts do not know the flag; what a host that
    // forbids it gives without could not be executed.
    int fd = memfd_create("umltop-stub", MFD_CLOEXEC | MFD_ALLOW_SEALING | 0x10u);
    if (fd < 0 && errno == EINVAL) fd = memfd_create("umltop-stub", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0) return -errno;
    if (pwrite(fd, &header, sizeof header, 0) != sizeof header ||
        pwrite(fd, &segment, sizeof segment, sizeof header) != sizeof segment ||
        pwrite(fd, __start_umlstub, code, (off_t)offset) != (ssize_t)code ||
        fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL)) {
        int error = errno;
        close(fd);
        return -error;
    }
    return fd;
}
