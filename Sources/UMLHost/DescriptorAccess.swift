import Glibc
public import LinuxABI

/// Anything that holds an open host descriptor: an owner, a shared owner, or one merely borrowed.
///
/// The operations are extensions on this protocol, by subject: transfers here,
/// `Files/FileOperations.swift` for files, `Files/DirectoryOperations.swift` for directories.
/// Unless stated otherwise they block if the descriptor does, and retry after EINTR. What they
/// throw is the host's errno, as the manual page that each names lists it.
public protocol DescriptorAccess: ~Copyable {
  /// The number, valid while the owner lives.
  var rawValue: Int32 { get }
}

extension DescriptorAccess where Self: ~Copyable {
  /// The descriptor without its ownership, for tables and closures.
  public var borrowed: BorrowedDescriptor { BorrowedDescriptor(rawValue) }

  /// Reads at most as many bytes as fit. Zero is the end of the file. See read(2).
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
    let fd = rawValue
    return try hostCall { Glibc.read(fd, buffer.baseAddress, buffer.count) }
  }

  /// Reads at most `count` bytes. An empty array is the end of the file. See read(2).
  public func read(upTo count: Int) throws(Errno) -> [UInt8] {
    try filledArray(count) { (buffer) throws(Errno) in try read(into: buffer) }
  }

  /// Writes at least one byte unless there is an error or none to write. See write(2).
  public func write(_ bytes: UnsafeRawBufferPointer) throws(Errno) -> Int {
    let fd = rawValue
    return try hostCall { Glibc.write(fd, bytes.baseAddress, bytes.count) }
  }

  /// Writes at least one byte unless there is an error or none to write. See write(2).
  @discardableResult
  public func write(_ bytes: [UInt8]) throws(Errno) -> Int {
    try lendingBytes(bytes) { (buffer) throws(Errno) in try write(buffer) }
  }

  /// Writes everything, waiting where the descriptor does not. See write(2).
  public func writeAll(_ bytes: [UInt8]) throws(Errno) {
    try lendingBytes(bytes) { (buffer) throws(Errno) in
      var rest = buffer[...]
      while !rest.isEmpty {
        do throws(Errno) {
          rest = rest.dropFirst(try write(UnsafeRawBufferPointer(rebasing: rest)))
        } catch {
          guard error == .wouldBlock else { throw error }
          try waitUntil(.writable)
        }
      }
    }
  }

  /// Reads until the end of the file, waiting where the descriptor does not.
  ///
  /// - Throws: `.fileTooLarge` when there are more than `limit` bytes.
  public func readAll(limit: Int = 1 << 30) throws(Errno) -> [UInt8] {
    var result: [UInt8] = []
    while true {
      do throws(Errno) {
        let part = try read(upTo: max(4096, min(result.count, 1 << 20)))
        if part.isEmpty { return result }
        result += part
      } catch {
        guard error == .wouldBlock else { throw error }
        try waitUntil(.readable)
      }
      guard result.count <= limit else { throw .fileTooLarge }
    }
  }

  /// Waits for this one descriptor. Loops use `EventLoop` instead. See poll(2).
  ///
  /// - Returns: what is ready; empty after the timeout. Negative waits for ever.
  @discardableResult
  public func waitUntil(
    _ interest: EventSet, timeoutMilliseconds: Int32 = -1
  ) throws(Errno) -> EventSet {
    // The low bits of epoll's and poll's events are the same.
    var entry = pollfd(
      fd: rawValue, events: Int16(truncatingIfNeeded: interest.rawValue & 0x2fff), revents: 0)
    _ = try hostCall { poll(&entry, 1, timeoutMilliseconds) }
    return EventSet(rawValue: UInt32(UInt16(bitPattern: entry.revents)))
  }

  /// Turns O_NONBLOCK on or off. It belongs to the open file, and so to every copy of the
  /// descriptor, in other processes too. See fcntl(2).
  public func setNonBlocking(_ enabled: Bool) throws(Errno) {
    let old = try statusFlags()
    let new = enabled ? old | O_NONBLOCK : old & ~O_NONBLOCK
    if new != old { try setStatusFlags(new) }
  }

  /// The file status flags and access mode (F_GETFL).
  public func statusFlags() throws(Errno) -> Int32 {
    let fd = rawValue
    return try hostCall { fcntl(fd, F_GETFL) }
  }

  /// Sets the file status flags (F_SETFL).
  public func setStatusFlags(_ flags: Int32) throws(Errno) {
    let fd = rawValue
    _ = try hostCall { fcntl(fd, F_SETFL, flags) }
  }

  /// A second descriptor of the same open file, close-on-exec. See fcntl(2), F_DUPFD_CLOEXEC.
  public func duplicate(atLeast minimum: Int32 = 3) throws(Errno) -> HostDescriptor {
    let fd = rawValue
    return HostDescriptor(try hostCall { fcntl(fd, F_DUPFD_CLOEXEC, minimum) })
  }
}

/// An array of what `body` put into a buffer of `count` bytes.
func filledArray(
  _ count: Int, _ body: (UnsafeMutableRawBufferPointer) throws(Errno) -> Int
) throws(Errno) -> [UInt8] {
  var failure: Errno?
  let result = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    do throws(Errno) {
      initialized = try body(UnsafeMutableRawBufferPointer(buffer))
    } catch {
      failure = error
    }
  }
  if let failure { throw failure }
  return result
}

/// `withUnsafeBytes` that keeps the error's type.
@inline(__always)
func lendingBytes<Result>(
  _ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(Errno) -> Result
) throws(Errno) -> Result {
  let outcome = bytes.withUnsafeBytes { buffer in
    do throws(Errno) {
      return Swift.Result<Result, Errno>.success(try body(buffer))
    } catch {
      return .failure(error)
    }
  }
  return try outcome.get()
}
