public import LinuxABI

/// A file that one process at a time can hold; given back when the value, or the process, ends.
public struct HostLockFile: ~Copyable, Sendable {
  private let file: HostDescriptor

  /// Takes the lock, creating the file (mode 0600) if need be; its contents are left alone.
  ///
  /// - Throws: `.wouldBlock` when somebody has it and `waiting` is false.
  public init(_ path: String, waiting: Bool = false) throws(Errno) {
    let opened = try HostFile.open(path, [.readWrite, .create], permissions: 0o600)
    guard try opened.lock(waiting: waiting) else { throw .wouldBlock }
    file = opened
  }

  /// Replaces the file's contents, to say who holds it.
  public func write(_ text: String) throws(Errno) {
    try file.truncate(to: 0)
    try file.write(Array(text.utf8), at: 0)
  }
}
