import LinuxABI
import UMLEngine
import UMLHost

/// Reads a log record by record.
struct TerminalLogReader: ~Copyable {
  private let file: HostDescriptor
  private let follows: Bool

  init(_ file: consuming HostDescriptor, follows: Bool) {
    self.file = file
    self.follows = follows
  }

  /// nil at the end; a record that was cut off is no record.
  mutating func next() throws(Errno) -> (TerminalLogRecord, [UInt8])? {
    guard let head = try read(TerminalLogRecord.size) else { return nil }
    let record = TerminalLogRecord(bytes: head)
    guard record.kind != nil, (0...(1 << 24)).contains(record.length) else {
      throw .invalidArgument
    }
    guard let data = try read(Int(record.length)) else { return nil }
    return (record, data)
  }

  private func read(_ count: Int) throws(Errno) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let part = try file.read(upTo: count - bytes.count)
      bytes += part
      guard part.isEmpty else { continue }
      guard follows else { return nil }
      HostClock.sleep(nanoseconds: 200_000_000)
    }
    return bytes
  }
}
