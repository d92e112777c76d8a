import LinuxABI

/// The pipe behind a name in a file system. See fifo(7).
final class FIFO: NamedPipe {
  private let pipe = Pipe()

  /// ENXIO when a non-blocking writer finds no reader, EINVAL for an access mode without either.
  func beginOpen(_ flags: OpenFlags) throws(Errno) -> any NamedPipeOpening {
    guard flags.isReadable || flags.isWritable else { throw .invalidArgument }
    let isNonBlocking = flags.contains(.nonBlocking)
    if isNonBlocking && !flags.isReadable && pipe.readers == 0 {
      throw .noSuchAddressOrDevice
    }
    return FIFOOpening(pipe, flags)
  }
}

/// An open(2) of a FIFO, which waits for its partner.
///
/// The opener counts as reader or writer from the beginning, so that two openers find each other;
/// one that gives up is dropped and so counts out again.
final class FIFOOpening: NamedPipeOpening {
  private let pipe: Pipe
  private let end: PipeEnd
  private let isReader: Bool
  private let needsPartner: Bool
  private let knownArrivals: UInt64

  init(_ pipe: Pipe, _ flags: OpenFlags) {
    self.pipe = pipe
    isReader = flags.isReadable
    let hasPartner =
      isReader ? flags.isWritable || pipe.writers > 0 : pipe.readers > 0
    needsPartner = !hasPartner && !flags.contains(.nonBlocking)
    knownArrivals = isReader ? pipe.writerArrivals : pipe.readerArrivals
    end = PipeEnd(pipe, flags, inode: nil)
  }

  var object: any FileObject { end }
  var queue: WaitQueue { pipe.arrivals }

  /// A partner that came and went again counts, too.
  var isComplete: Bool {
    let arrivals = isReader ? pipe.writerArrivals : pipe.readerArrivals
    return !needsPartner || arrivals != knownArrivals
  }
}
