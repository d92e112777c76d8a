import LinuxABI

/// An open /dev/kmsg: each read is one record of the log, each write adds one.
final class KernelMessageFile: FileObject {
  private let log: KernelLog
  private var position: LogPosition

  init(_ log: KernelLog) {
    self.log = log
    position = LogPosition(sequence: log.ring.firstSequence)
  }

  func status() throws(Errno) -> FileStatus {
    var status = FileStatus(mode: FileMode(.characterDevice, 0o644))
    status.deviceNumber = DeviceNumber(major: 1, minor: 11)
    return status
  }

  func read(_ destination: inout ReadDestination, at _: Int64, _ file: OpenFile) throws(Errno)
    -> Int
  {
    // Told once, so that a reader knows that it has a gap.
    if position.sequence < log.ring.firstSequence {
      position.sequence = log.ring.firstSequence
      throw .brokenPipe
    }
    guard let record = log.ring[position.sequence] else { throw .wouldBlock }
    let line = record.deviceLine
    guard line.count <= destination.remaining else { throw .invalidArgument }
    let count = try destination.put(line)
    position.sequence += 1
    return count
  }

  func write(_ source: inout WriteSource, at _: Int64, _ file: OpenFile) throws(Errno) -> Int {
    guard source.remaining <= KernelMessage.sizeLimit else { throw .invalidArgument }
    let bytes = try source.takeAll()
    let message = KernelMessage(bytes)
    log.write(message.level, facility: message.facility, message.text)
    return bytes.count
  }

  func seek(_ offset: Int64, _ origin: SeekOrigin, from _: Int64) throws(Errno) -> Int64 {
    guard offset == 0 else { throw .illegalSeek }
    switch origin {
    case .start: position.sequence = log.ring.firstSequence
    case .data: position.sequence = max(log.clearedSequence, log.ring.firstSequence)
    case .end: position.sequence = log.ring.nextSequence
    case .current, .hole: throw .invalidArgument
    }
    return 0
  }

  func readiness() -> PollEvents {
    position.sequence < log.ring.nextSequence ? [.readable, .writable] : .writable
  }

  func waitQueue(for _: PollEvents) -> WaitQueue? { log.appended }
}
