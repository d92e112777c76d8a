#pragma once
// The exec stub: the program the host runs in place of every program the guest executes.
// It asks the kernel for a load plan, maps what the plan says, corrects the auxiliary vector and jumps.
#include <stddef.h>
#include <stdint.h>

/// The call by which the stub asks for its plan: (address of a chost_load_plan).
#define CHOST_CALL_LOAD_PLAN 0x1000
/// Where the host descriptors of the program, its interpreter and the stub itself are in a guest process.
#define CHOST_PROGRAM_FD 901
#define CHOST_INTERPRETER_FD 902
#define CHOST_STUB_FD 903
/// The upper half of the stub's descriptor arguments, which the host ignores: the filter knows them by it.
#define CHOST_STUB_MARK 0x756d6cu
#define CHOST_PATH_LIMIT 256

/// One segment. Addresses are relative to the image's bias.
struct chost_load_segment {
    uint64_t address, length, protection, offset;
    /// Bytes to clear: the rest of the last file page of a writable segment.
    uint64_t zero_from, zero_to;
    /// Anonymous memory that follows, for bss.
    uint64_t anonymous_address, anonymous_length;
};

struct chost_load_image {
    /// A place for all segments; the bias is what mmap returns for it, less `lowest`. Fixed images have bias 0.
    uint64_t hint, span, lowest, is_fixed, entry, descriptor, count;
    struct chost_load_segment segments[12];
};

struct chost_load_plan {
    uint64_t image_count;
    /// Offset of the program headers in the first image's memory, and their number.
    uint64_t header_address, header_count;
    uint64_t uid, euid, gid, egid, secure;
    /// How much of the stack shall be mapped, from its top on.
    uint64_t stack_bytes;
    /// AT_EXECFN; empty when it is too long for this place.
    char path[CHOST_PATH_LIMIT];
    struct chost_load_image images[2];
};

/// Where the stub of this address has a system call instruction, in every process that has not unmapped it.
uint64_t chost_stub_call_site(uint64_t address);

/// Makes a sealed memfd that holds the stub as a static program for this address. The descriptor, or -errno.
int chost_stub_create(uint64_t address);
