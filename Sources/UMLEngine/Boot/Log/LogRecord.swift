/// One line of the kernel's log.
public struct LogRecord: Equatable, Sendable {
  /// Counts from 0 at boot, without gaps.
  public let sequence: UInt64
  /// Nanoseconds since boot.
  public let time: UInt64
  public let level: LogLevel
  /// Who said it: 0 the kernel, 1 a program through /dev/kmsg, or what that program claimed.
  public let facility: Int
  /// Without a newline; need not be UTF-8 when a program wrote it.
  public let text: [UInt8]

  /// `[    0.012931] ` and the text.
  public var line: [UInt8] { Array(Self.stamp(time).utf8) + text }

  /// Level and facility as one number: what stands between `<` and `>`.
  var priority: Int { facility << 3 | level.rawValue }

  /// As syslog(2) hands it out, newline included.
  var syslogLine: [UInt8] { Array("<\(priority)>".utf8) + line + [UInt8(ascii: "\n")] }

  /// As a read of /dev/kmsg hands it out. See Documentation/ABI/testing/dev-kmsg in Linux.
  var deviceLine: [UInt8] {
    var bytes = Array("\(priority),\(sequence),\(time / 1000),-;".utf8)
    for byte in text {
      if (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "\\") || byte >= 0x80 {
        bytes.append(byte)
      } else {
        let digits = String(byte, radix: 16)
        bytes += Array(("\\x" + (digits.count < 2 ? "0" : "") + digits).utf8)
      }
    }
    return bytes + [UInt8(ascii: "\n")]
  }

  /// Seconds and microseconds, as Linux prints them.
  static func stamp(_ nanoseconds: UInt64) -> String {
    let seconds = String(nanoseconds / 1_000_000_000)
    let micros = String(nanoseconds / 1000 % 1_000_000)
    return "[" + String(repeating: " ", count: max(0, 5 - seconds.count)) + seconds + "."
      + String(repeating: "0", count: 6 - micros.count) + micros + "] "
  }
}
