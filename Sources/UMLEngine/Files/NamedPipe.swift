import LinuxABI

/// The pipe behind a FIFO's name. One per inode, made by the first open and kept while somebody has
/// it open.
protocol NamedPipe: AnyObject {
  /// Begins an open. The ends it asks for count at once, so that the other side can go on while
  /// this one waits. ENXIO for a non-blocking writer without reader.
  func beginOpen(_ flags: OpenFlags) throws(Errno) -> any DelayedOpening
}

/// An open that may have to wait: of a FIFO for its other end, of a serial line for carrier.
protocol DelayedOpening: AnyObject {
  var object: any FileObject { get }
  /// What it waits for has come (and perhaps gone) since the open began. Always true for O_RDWR of
  /// a FIFO.
  var isComplete: Bool { get }
  var queue: WaitQueue { get }
}
