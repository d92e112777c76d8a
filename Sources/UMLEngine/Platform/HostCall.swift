import LinuxABI

/// A call that a thread makes in the host because the kernel wants it, not the program.
struct HostCall: Equatable {
  let number: Int
  let arguments: [UInt64]
  /// The host descriptor of the file that a map shows; the call finds it at a number of the
  /// platform's choice.
  var descriptor: Int32?

  /// close(2), of a descriptor that stands for the same file in the guest.
  static func close(_ descriptor: Int32) -> HostCall {
    HostCall(number: SyscallNumber.close, arguments: [UInt64(descriptor)])
  }

  /// Whether the filter reports it, as it does when a program makes such a call.
  var isReported: Bool { descriptor != nil || number == SyscallNumber.close }

  static func wake(_ futex: GuestAddress) -> HostCall {
    HostCall(
      number: SyscallNumber.futex,
      arguments: [futex.value, UInt64(FutexOperation.wake.rawValue), 1])
  }

  /// Sets FUTEX_WAITERS in a futex's word at once, as no copy to it could.
  static func markAwaited(_ futex: GuestAddress) -> HostCall {
    // FUTEX_OP(FUTEX_OP_OR | FUTEX_OP_OPARG_SHIFT, 31, FUTEX_OP_CMP_EQ, 0): bit 31.
    let setsTopBit: UInt64 = (2 | 8) << 28 | 31 << 12
    return HostCall(
      number: SyscallNumber.futex,
      arguments: [
        futex.value, UInt64(FutexOperation.wakeOperation.rawValue), 0, 0, futex.value, setsTopBit,
      ])
  }

  /// mmap(2) of a file from its beginning.
  static func map(
    at address: UInt64, length: UInt64, _ protection: MemoryProtection, _ flags: MapFlags,
    descriptor: Int32
  ) -> HostCall {
    HostCall(
      number: SyscallNumber.mmap,
      arguments: [
        address, length, UInt64(protection.rawValue), UInt64(flags.rawValue), 0, 0,
      ], descriptor: descriptor)
  }

  static func unmap(_ address: UInt64, length: UInt64) -> HostCall {
    HostCall(number: SyscallNumber.munmap, arguments: [address, length])
  }
}
