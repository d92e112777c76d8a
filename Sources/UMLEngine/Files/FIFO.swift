import LinuxABI

/// The pipe behind a name: one in a file system, see fifo(7), or that of an open pipe in
/// /proc/PID/fd.
final class FIFO: NamedPipe {
  private let pipe: Pipe
  /// The inode number of an anonymous pipe: opening one again waits for nobody. nil for a FIFO.
  private let anonymousInode: UInt64?

  init(_ buffers: BufferAccount) {
    pipe = Pipe(buffers)
    anonymousInode = nil
  }

  init(anonymous pipe: Pipe, inode: UInt64) {
    self.pipe = pipe
    anonymousInode = inode
  }

  /// ENXIO when a non-blocking writer finds no reader, EINVAL for an access mode without either.
  func beginOpen(_ flags: OpenFlags) throws(Errno) -> any DelayedOpening {
    guard flags.isReadable || flags.isWritable else { throw .invalidArgument }
    let isNonBlocking = flags.contains(.nonBlocking)
    if anonymousInode == nil && isNonBlocking && !flags.isReadable && pipe.readers == 0 {
      throw .noSuchAddressOrDevice
    }
    return FIFOOpening(pipe, flags, anonymousInode: anonymousInode)
  }
}

/// An open(2) of a FIFO, which waits for its partner.
///
/// The opener counts as reader or writer from the beginning, so that two openers find each other;
/// one that gives up is dropped and so counts out again.
final class FIFOOpening: DelayedOpening {
  private let pipe: Pipe
  private let end: PipeEnd
  private let isReader: Bool
  private let needsPartner: Bool
  private let knownArrivals: UInt64

  init(_ pipe: Pipe, _ flags: OpenFlags, anonymousInode: UInt64?) {
    self.pipe = pipe
    isReader = flags.isReadable
    let hasPartner =
      isReader ? flags.isWritable || pipe.writers > 0 : pipe.readers > 0
    needsPartner = anonymousInode == nil && !hasPartner && !flags.contains(.nonBlocking)
    knownArrivals = isReader ? pipe.writerArrivals : pipe.readerArrivals
    end = PipeEnd(pipe, flags, inode: anonymousInode)
  }

  var object: any FileObject { end }
  var queue: WaitQueue { pipe.arrivals }

  /// A partner that came and went again counts, too.
  var isComplete: Bool {
    let arrivals = isReader ? pipe.writerArrivals : pipe.readerArrivals
    return !needsPartner || arrivals != knownArrivals
  }
}
