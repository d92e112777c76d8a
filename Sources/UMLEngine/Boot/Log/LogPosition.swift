/// How far a reader has come in the log.
struct LogPosition {
  /// The next line to read.
  var sequence: UInt64 = 0
  /// Bytes of that line that were read already: syslog(2) may cut lines.
  var offset = 0

  /// Follows the log when lines were dropped; returns whether there is something to read.
  mutating func settle(_ ring: LogRing) -> Bool {
    if sequence < ring.firstSequence {
      sequence = ring.firstSequence
      offset = 0
    }
    return sequence < ring.nextSequence
  }

  /// The bytes SYSLOG_ACTION_READ hands out next, at most `limit`.
  mutating func read(_ ring: LogRing, limit: Int) -> [UInt8] {
    var result: [UInt8] = []
    while settle(ring), let record = ring[sequence] {
      let rest = record.syslogLine.dropFirst(offset)
      let room = limit - result.count
      guard rest.count <= room else {
        // Only a line that fits nowhere is cut.
        if result.isEmpty {
          result += rest.prefix(room)
          offset += room
        }
        break
      }
      result += rest
      sequence += 1
      offset = 0
    }
    return result
  }

  /// SYSLOG_ACTION_SIZE_UNREAD.
  mutating func unreadBytes(_ ring: LogRing) -> Int {
    guard settle(ring) else { return 0 }
    return ring.all.filter { $0.sequence >= sequence }
      .reduce(-offset) { $0 + $1.syslogLine.count }
  }
}

extension LogRing {
  /// The last whole lines from `first` on that fit into `limit` bytes: SYSLOG_ACTION_READ_ALL.
  func tail(from first: UInt64, limit: Int) -> [UInt8] {
    var lines: [[UInt8]] = []
    var size = 0
    for record in all.reversed() where record.sequence >= first {
      let line = record.syslogLine
      guard size + line.count <= limit else { break }
      size += line.count
      lines.append(line)
    }
    return Array(lines.reversed().joined())
  }
}
