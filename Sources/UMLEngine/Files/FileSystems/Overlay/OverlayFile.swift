import LinuxABI

/// An open file of an overlay. Opened below and copied up since, it reads the copy: all see the
/// same file.
final class OverlayFile: FileObject {
  let inode: OverlayInode
  /// What was opened, to be closed in the end.
  private let opened: any FileObject

  init(_ inode: OverlayInode, _ opened: any FileObject) {
    self.inode = inode
    self.opened = opened
  }

  private var current: any FileObject { inode.upper ?? opened }

  func status() throws(Errno) -> FileStatus { try inode.status() }

  func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  { try current.read(&destination, at: position, file) }

  func write(_ source: inout WriteSource, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  { try current.write(&source, at: position, file) }

  var isSeekable: Bool { current.isSeekable }

  func seek(_ offset: Int64, _ origin: SeekOrigin, from position: Int64) throws(Errno) -> Int64 {
    try current.seek(offset, origin, from: position)
  }

  func readiness() -> PollEvents { current.readiness() }

  func control(
    _ request: UInt32, _ argument: UInt64, _ call: inout SyscallContext, _ file: OpenFile
  ) throws(Errno) -> SyscallOutcome { try current.control(request, argument, &call, file) }

  func truncate(to size: Int64) throws(Errno) { try current.truncate(to: size) }
  func synchronize(dataOnly: Bool) throws(Errno) { try current.synchronize(dataOnly: dataOnly) }

  func allocate(_ mode: FallocateMode, offset: Int64, length: Int64) throws(Errno) {
    try current.allocate(mode, offset: offset, length: length)
  }

  func hostDescriptor(writable: Bool) throws(Errno) -> Int32 {
    try current.hostDescriptor(writable: writable)
  }

  func closed(_ file: OpenFile) { opened.closed(file) }
}
