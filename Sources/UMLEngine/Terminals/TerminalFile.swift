import LinuxABI

/// One open of a terminal.
final class TerminalFile: FileObject {
  let terminal: Terminal
  private var generation: Int
  /// Opened as /dev/console.
  let isConsole: Bool
  private var lastRead: UInt64 = 0
  private var lastWrite: UInt64 = 0

  init(_ terminal: Terminal, generation: Int, isConsole: Bool) {
    self.terminal = terminal
    self.generation = generation
    self.isConsole = isConsole
  }

  /// Dead: reads are at the end of the file, everything else fails. See vhangup(2).
  var isHungUp: Bool { !isConsole && generation != terminal.generation }

  /// A hang-up is an end of file for who reads /dev/console, too, but only one.
  private var hasEnd: Bool { isConsole && generation != terminal.generation }

  func status() throws(Errno) -> FileStatus {
    var status = FileStatus(mode: FileMode(.characterDevice, 0o620))
    status.deviceNumber = terminal.device
    return status
  }

  func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    if isHungUp { return 0 }
    if hasEnd {
      generation = terminal.generation
      return 0
    }
    let count = try terminal.read(&destination, nonBlocking: file.isNonBlocking)
    touch(file, after: &lastRead, AttributeChange(accessTime: .now))
    return count
  }

  func write(_ source: inout WriteSource, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    if isHungUp { throw .ioError }
    let target = isConsole ? terminal.kernel.terminals.consoleRedirection ?? terminal : terminal
    let count = try target.write(&source, isConsole: isConsole)
    touch(file, after: &lastWrite, AttributeChange(modificationTime: .now))
    return count
  }

  /// Keeps the node's times for w(1) and others that show how long somebody has been idle: to eight
  /// seconds, so that nobody learns the rhythm of a password, as on Linux.
  private func touch(_ file: OpenFile, after last: inout UInt64, _ change: AttributeChange) {
    let now = terminal.kernel.clock.monotonic
    guard now - last >= 8_000_000_000, let inode = file.location?.inode else { return }
    last = now
    // A file system that cannot keep it shows what it has.
    try? inode.apply(change)
  }

  func readiness() -> PollEvents {
    if isHungUp { return [.readable, .writable, .error, .hangUp] }
    var events: PollEvents = []
    if hasEnd || terminal.discipline.isReadable { events.formUnion(.readable) }
    if terminal.isWritable { events.formUnion(.writable) }
    return events
  }

  func waitQueue(for events: PollEvents) -> WaitQueue? { terminal.queues.queue(for: events) }

  func control(
    _ request: UInt32, _ argument: UInt64, _ call: inout SyscallContext, _ file: OpenFile
  ) throws(Errno) -> SyscallOutcome {
    let request = TerminalRequest(rawValue: request)
    if isHungUp {
      throw request == .setProcessGroup ? .inappropriateIOCTLForDevice : .ioError
    }
    return try TerminalControl(terminal, file, isPrimary: false).perform(
      request, GuestAddress(argument), &call)
  }

  var delayedOpening: (any DelayedOpening)? {
    let opening = CarrierOpening(self)
    return isConsole || opening.isComplete ? nil : opening
  }

  func synchronize(dataOnly: Bool) throws(Errno) { throw .invalidArgument }

  /// `/proc/self/fd/0` opens the terminal anew.
  func reopened(_ flags: OpenFlags) throws(Errno) -> any FileObject {
    if isHungUp { throw .ioError }
    return try terminal.open(nil, flags)
  }

  var sendsSignals: Bool { true }

  func defaultOwnerGroup(for task: Task) -> Int32? {
    terminal.foregroundGroup > 0 ? terminal.foregroundGroup : task.process.group.id
  }

  func closed(_ file: OpenFile) { terminal.closed(self) }
}
