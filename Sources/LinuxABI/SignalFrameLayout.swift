/// The general registers as a signal frame has them. The C type is `struct sigcontext`.
public struct SignalContextLayout: GuestLayout, Hashable {
  public static let size = 256

  public var r8: UInt64 = 0
  public var r9: UInt64 = 0
  public var r10: UInt64 = 0
  public var r11: UInt64 = 0
  public var r12: UInt64 = 0
  public var r13: UInt64 = 0
  public var r14: UInt64 = 0
  public var r15: UInt64 = 0
  public var rdi: UInt64 = 0
  public var rsi: UInt64 = 0
  public var rbp: UInt64 = 0
  public var rbx: UInt64 = 0
  public var rdx: UInt64 = 0
  public var rax: UInt64 = 0
  public var rcx: UInt64 = 0
  public var rsp: UInt64 = 0
  public var rip: UInt64 = 0
  /// The processor's flags.
  public var flags: UInt64 = 0
  public var codeSegment: UInt16 = 0x33
  public var stackSegment: UInt16 = 0x2b
  public var error: UInt64 = 0
  public var trapNumber: UInt64 = 0
  public var oldMask: UInt64 = 0
  /// The address of a page fault.
  public var cr2: UInt64 = 0
  /// Where the floating point state lies, zero for none.
  public var floatingPointState: UInt64 = 0

  public init() {}

  public init(from reader: inout ByteReader) {
    r8 = reader.read()
    r9 = reader.read()
    r10 = reader.read()
    r11 = reader.read()
    r12 = reader.read()
    r13 = reader.read()
    r14 = reader.read()
    r15 = reader.read()
    rdi = reader.read()
    rsi = reader.read()
    rbp = reader.read()
    rbx = reader.read()
    rdx = reader.read()
    rax = reader.read()
    rcx = reader.read()
    rsp = reader.read()
    rip = reader.read()
    flags = reader.read()
    codeSegment = reader.read()
    reader.skip(4)  // gs, fs: unused in 64-bit programs
    stackSegment = reader.read()
    error = reader.read()
    trapNumber = reader.read()
    oldMask = reader.read()
    cr2 = reader.read()
    floatingPointState = reader.read()
    reader.skip(64)
  }

  public func write(to writer: inout ByteWriter) {
    for value in [r8, r9, r10, r11, r12, r13, r14, r15] { writer.write(value) }
    for value in [rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, flags] { writer.write(value) }
    writer.write(codeSegment)
    writer.pad(4)
    writer.write(stackSegment)
    for value in [error, trapNumber, oldMask, cr2, floatingPointState] { writer.write(value) }
    writer.pad(64)
  }
}

/// What was running when a signal came. The corresponding C type is the kernel's `ucontext`.
public struct UserContextLayout: GuestLayout, Hashable {
  public static let size = 304

  /// The floating point state is extended, and the stack segment is saved: what `uc_flags` has on
  /// x86-64 (`UC_FP_XSTATE`, `UC_SIGCONTEXT_SS`, `UC_STRICT_RESTORE_SS`).
  public static let flagExtendedState: UInt64 = 1
  public static let flagStackSegment: UInt64 = 6

  public var flags: UInt64
  public var link: UInt64
  public var stack: AlternateStackLayout
  public var registers: SignalContextLayout
  /// The mask to restore.
  public var mask: SignalSet

  public init(
    flags: UInt64 = flagStackSegment, stack: AlternateStackLayout, registers: SignalContextLayout,
    mask: SignalSet
  ) {
    self.flags = flags
    link = 0
    self.stack = stack
    self.registers = registers
    self.mask = mask
  }

  public init(from reader: inout ByteReader) {
    flags = reader.read()
    link = reader.read()
    stack = AlternateStackLayout(from: &reader)
    registers = SignalContextLayout(from: &reader)
    mask = SignalSet(from: &reader)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(flags)
    writer.write(link)
    stack.write(to: &writer)
    registers.write(to: &writer)
    mask.write(to: &writer)
  }
}

/// What lies on the stack when a handler starts. The C type is `struct rt_sigframe`.
///
/// The handler's stack pointer is the frame's address, which is eight less than a multiple of
/// sixteen, as after a call. The floating point state lies above, at a multiple of 64.
public struct SignalFrameLayout: GuestLayout, Hashable {
  public static let size = 440

  /// Where `restorer` goes: the handler's return address.
  public var returnAddress: UInt64
  public var context: UserContextLayout
  public var information: SignalInfoLayout

  /// Where the parts lie, for the handler's arguments.
  public static let contextOffset = 8
  public static let informationOffset = 312

  public init(returnAddress: UInt64, context: UserContextLayout, information: SignalInfoLayout) {
    self.returnAddress = returnAddress
    self.context = context
    self.information = information
  }

  public init(from reader: inout ByteReader) {
    returnAddress = reader.read()
    context = UserContextLayout(from: &reader)
    information = SignalInfoLayout(from: &reader)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(returnAddress)
    context.write(to: &writer)
    information.write(to: &writer)
  }
}
