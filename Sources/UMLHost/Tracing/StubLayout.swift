internal import CHost

/// Numbers the exec stub and the kernel agree on.
public enum StubLayout {
  public static let planSize = MemoryLayout<chost_load_plan>.size
  public static let loadPlanCall = Int(CHOST_CALL_LOAD_PLAN)
  public static let stubDescriptor = Int32(CHOST_STUB_FD)
  public static let programDescriptor = Int32(CHOST_PROGRAM_FD)
  public static let interpreterDescriptor = Int32(CHOST_INTERPRETER_FD)
  /// Numbers at which only the platform puts files.
  public static let descriptors = programDescriptor...stubDescriptor
  /// Bytes of the place for the program's path, with its NUL.
  public static let pathLimit = Int(CHOST_PATH_LIMIT)
  /// Where the stub at an address has a system call instruction.
  public static func callSite(of stub: UInt64) -> UInt64 { chost_stub_call_site(stub) }
}
