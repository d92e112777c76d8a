/// A system call's reason for failing, Linux's number for x86-64.
///
/// A structure and not an enumeration, because numbers that have no name here must pass through.
/// The error of every `throws(Errno)` function in the package.
public struct Errno: Error, RawRepresentable, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The C constant's name, such as `ENOENT`; the number when it has none.
  public var name: String { entry?.name ?? String(rawValue) }

  private var entry: (name: String, message: String)? {
    Errno.table.indices.contains(Int(rawValue)) ? Errno.table[Int(rawValue)] : nil
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
}
