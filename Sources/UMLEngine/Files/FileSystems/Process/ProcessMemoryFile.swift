import LinuxABI

/// /proc/PID/mem: the memory of a process, by address. See proc_pid_mem(5).
final class ProcessMemoryFile: SyntheticInode {
  private let view: ProcessView

  init(_ system: FileSystem, _ view: ProcessView, _ number: UInt64) {
    self.view = view
    super.init(system, number: number, type: .regular, permissions: 0o600)
    (userID, groupID) = view.owner
  }

  override func open(_ flags: OpenFlags, _ context: PathContext) throws(Errno) -> any FileObject {
    try view.requireAccess(context)
    return self
  }

  override func seek(_ offset: Int64, _ origin: SeekOrigin, from position: Int64)
    throws(Errno) -> Int64
  {
    guard origin == .start || origin == .current else { throw .invalidArgument }
    return try seekWithoutHoles(offset, origin, from: position, size: 0)
  }

  /// nil once the process has ended: then there is nothing to be read or written.
  private var memory: GuestMemory? { view.isAlive ? view.task?.memory : nil }

  override func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    guard let memory else { return 0 }
    var source = WriteSource(
      memory, GuestAddress(UInt64(position)), length: destination.remaining)
    var done = 0
    do throws(Errno) {
      while destination.remaining > 0 {
        let bytes = try source.take(min(destination.remaining, Self.chunk))
        if bytes.isEmpty { break }
        done += try destination.put(bytes)
      }
    } catch {
      guard done > 0 else { throw .ioError }
    }
    return done
  }

  override func write(_ source: inout WriteSource, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    guard let memory else { return 0 }
    let bytes = try source.take(Self.chunk)
    let done = bytes.withUnsafeBytes { memory.write($0, to: GuestAddress(UInt64(position))) }
    guard done > 0 || bytes.isEmpty else { throw .ioError }
    return max(0, done)
  }

  private static let chunk = 256 << 10

  /// A shell's `>` truncates first.
  override func truncate(to size: Int64) throws(Errno) {}
}
