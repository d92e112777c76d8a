import LinuxABI

/// The pipe behind a FIFO's name. One per inode, made by the first open and kept while somebody has it open.
protocol NamedPipe: AnyObject {
  /// Begins an open. The ends it asks for count at once, so that the other side can go on while
  /// this one waits. ENXIO for a non-blocking writer without reader.
  func beginOpen(_ flags: OpenFlags) throws(Errno) -> any NamedPipeOpening
}

/// An open of a FIFO that may have to wait for the other end.
protocol NamedPipeOpening: AnyObject {
  var object: any FileObject { get }
  /// The other end has come (and perhaps gone) since the open began. Always true for O_RDWR.
  var isComplete: Bool { get }
  var queue: WaitQueue { get }
}
