/// A system call's reason for failing, Linux's number for x86-64.
///
/// A structure and not an enumeration, because numbers that have no name here must pass through.
/// The error of every `throws(Errno)` function in the package.
public struct Errno: Error, RawRepresentable, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// What the guest finds in its result register.
  public var returnValue: Int64 { -Int64(rawValue) }

  /// The error in a raw system call's result, `nil` when the call succeeded.
  public init?(returnValue: Int64) {
    guard (-4095 ... -1).contains(returnValue) else { return nil }
    rawValue = Int32(-returnValue)
  }

  /// The C constant's name, such as `ENOENT`; the number when it has none.
  public var name: String {
    if let entry = entry { return entry.name }
    switch self {
    case .restartSystemCall: return "ERESTARTSYS"
    case .restartNoInterrupt: return "ERESTARTNOINTR"
    case .restartNoHandler: return "ERESTARTNOHAND"
    case .restartBlock: return "ERESTART_RESTARTBLOCK"
    default: return String(rawValue)
    }
  }

  private var entry: (name: String, message: String)? {
    guard Errno.table.indices.contains(Int(rawValue)) else { return nil }
    return Errno.table[Int(rawValue)]
  }
}

extension Errno: CustomStringConvertible {
  /// What `strerror(3)` says.
  public var description: String { entry?.message ?? "Unknown error \(rawValue)" }
}

// Numbers that never reach a guest: how an interrupted call asks to be started again.
extension Errno {
  /// Again after a handler with `SA_RESTART` or none, else `EINTR`. Linux's `ERESTARTSYS`.
  public static let restartSystemCall = Errno(rawValue: 512)
  /// Always again. Linux's `ERESTARTNOINTR`.
  public static let restartNoInterrupt = Errno(rawValue: 513)
  /// Again only when no handler ran, else `EINTR`. Linux's `ERESTARTNOHAND`.
  public static let restartNoHandler = Errno(rawValue: 514)
  /// Continue through `restart_syscall` when no handler ran. Linux's `ERESTART_RESTARTBLOCK`.
  public static let restartBlock = Errno(rawValue: 516)

  /// Whether this asks for a restart and has to be replaced before a guest sees it.
  public var isRestart: Bool { (512...514).contains(rawValue) || rawValue == 516 }
}
