/// The last lines of the log, as many as fit into a number of bytes.
struct LogRing {
  /// What a line costs beyond its text.
  private static let overhead = 32

  let capacity: Int
  private var records: [LogRecord] = []
  /// Index of the oldest line: removing it does not move the others every time.
  private var head = 0
  private var bytes = 0
  /// The number the next line gets.
  private(set) var nextSequence: UInt64 = 0

  init(capacity: Int = 256 << 10) {
    self.capacity = capacity
  }

  var firstSequence: UInt64 { nextSequence - UInt64(records.count - head) }
  var all: ArraySlice<LogRecord> { records[head...] }

  /// The line with a number; nil when it is gone, or yet to come.
  subscript(sequence: UInt64) -> LogRecord? {
    guard (firstSequence..<nextSequence).contains(sequence) else { return nil }
    return records[head + Int(sequence - firstSequence)]
  }

  mutating func append(
    time: UInt64, level: LogLevel, facility: Int, text: [UInt8]
  ) -> LogRecord {
    let record = LogRecord(
      sequence: nextSequence, time: time, level: level, facility: facility, text: text)
    records.append(record)
    nextSequence += 1
    bytes += text.count + Self.overhead
    while bytes > capacity, records.count - head > 1 {
      bytes -= records[head].text.count + Self.overhead
      head += 1
    }
    if head > 1024, head * 2 > records.count {
      records.removeFirst(head)
      head = 0
    }
    return record
  }
}
