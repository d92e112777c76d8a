import LinuxABI

/// What is behind a descriptor: a regular file, a directory, a pipe end, a terminal, a socket, an
/// eventfd.
///
/// No operation ever waits. One that cannot proceed throws `.wouldBlock`; the system call layer
/// then parks the task on ``waitQueue(for:)`` unless the description is non-blocking, and runs the
/// operation again when the queue is woken. Defaults answer with the errno Linux gives for an
/// object that cannot do it.
protocol FileObject: AnyObject {
  /// Type, mode, owner, size, times.
  func status() throws(Errno) -> FileStatus

  /// Puts bytes at `position` (ignored by streams) into `destination`. 0 is end of file.
  func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  /// Takes bytes from `source`. May take fewer than there are; the layer above continues for
  /// blocking streams.
  func write(_ source: inout WriteSource, at position: Int64, _ file: OpenFile) throws(Errno) -> Int
  /// Whether reads and writes have a position. Streams are false: pread and lseek are ESPIPE.
  var isSeekable: Bool { get }
  /// Only for seekable objects: the end of data for SEEK_END, SEEK_DATA and SEEK_HOLE included.
  func seek(_ offset: Int64, _ origin: SeekOrigin, from position: Int64) throws(Errno) -> Int64

  /// What poll(2) would report now.
  func readiness() -> PollEvents
  /// Woken whenever ``readiness()`` may have gained one of `events`. nil: it never changes (regular
  /// files).
  func waitQueue(for events: PollEvents) -> WaitQueue?

  /// How long a read or write that waits for `events` may last: a socket's SO_RCVTIMEO or
  /// SO_SNDTIMEO, in nanoseconds. nil waits for ever.
  func transferTimeout(for events: PollEvents) -> UInt64?

  func control(
    _ request: UInt32, _ argument: UInt64, _ call: inout SyscallContext, _ file: OpenFile
  )
    throws(Errno) -> SyscallOutcome
  func truncate(to size: Int64) throws(Errno)
  func synchronize(dataOnly: Bool) throws(Errno)
  func allocate(_ mode: FallocateMode, offset: Int64, length: Int64) throws(Errno)
  /// Directory entries from `position` on, in a stable order; the sink says when it is full.
  func listDirectory(from position: Int64, into sink: inout DirectorySink) throws(Errno)

  /// A host descriptor whose pages are the file's, for mmap and execve; borrowed, valid while the
  /// object lives. Opened as widely as `writable` asks for.
  func hostDescriptor(writable: Bool) throws(Errno) -> Int32

  /// The object for a second open of the same thing through /proc/PID/fd. ENXIO for most that have
  /// no name.
  func reopened(_ flags: OpenFlags) throws(Errno) -> any FileObject

  /// What an open has to wait for before it has this object; nil where it need not.
  var delayedOpening: (any DelayedOpening)? { get }

  /// Bytes a pipe can hold: F_GETPIPE_SZ. EBADF for what is no pipe.
  func pipeCapacity() throws(Errno) -> Int
  /// F_SETPIPE_SZ: the new capacity, rounded up. EPERM above the limit for the unprivileged, EBUSY
  /// when it holds more.
  func setPipeCapacity(_ bytes: Int, mayExceedLimit: Bool) throws(Errno) -> Int

  /// Whether O_ASYNC has an effect: terminals, pipes, sockets.
  var sendsSignals: Bool { get }
  /// The group that gets the signals when nobody was named: a terminal's.
  func defaultOwnerGroup(for task: Task) -> Int32?

  /// A descriptor of the table was closed, whether or not others are left.
  func flushed(by table: ObjectIdentifier)

  /// The last descriptor of an open file description was closed.
  func closed(_ file: OpenFile)
}

extension FileObject {
  func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  { throw .invalidArgument }

  func write(_ source: inout WriteSource, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  { throw .invalidArgument }

  var isSeekable: Bool { false }

  func seek(_ offset: Int64, _ origin: SeekOrigin, from position: Int64) throws(Errno) -> Int64 {
    throw .illegalSeek
  }

  func readiness() -> PollEvents { [.input, .output] }
  func waitQueue(for events: PollEvents) -> WaitQueue? { nil }
  func transferTimeout(for events: PollEvents) -> UInt64? { nil }

  func control(
    _ request: UInt32, _ argument: UInt64, _ call: inout SyscallContext, _ file: OpenFile
  ) throws(Errno) -> SyscallOutcome { throw .inappropriateIOCTLForDevice }

  func truncate(to size: Int64) throws(Errno) { throw .invalidArgument }
  func synchronize(dataOnly: Bool) throws(Errno) { throw .invalidArgument }

  func allocate(_ mode: FallocateMode, offset: Int64, length: Int64) throws(Errno) {
    throw .operationNotSupportedByDevice
  }

  func listDirectory(from position: Int64, into sink: inout DirectorySink) throws(Errno) {
    throw .notDirectory
  }

  func hostDescriptor(writable: Bool) throws(Errno) -> Int32 {
    throw .operationNotSupportedByDevice
  }

  func pipeCapacity() throws(Errno) -> Int { throw .badFileDescriptor }

  func setPipeCapacity(_ bytes: Int, mayExceedLimit: Bool) throws(Errno) -> Int {
    throw .badFileDescriptor
  }

  func reopened(_ flags: OpenFlags) throws(Errno) -> any FileObject {
    throw .noSuchAddressOrDevice
  }

  var delayedOpening: (any DelayedOpening)? { nil }

  var sendsSignals: Bool { false }
  func defaultOwnerGroup(for task: Task) -> Int32? { nil }
  func flushed(by table: ObjectIdentifier) {}
  func closed(_ file: OpenFile) {}
}
