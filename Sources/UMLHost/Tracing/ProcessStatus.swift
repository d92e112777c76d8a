import LinuxABI

/// What /proc/PID/status says about a thread's signals. See proc_pid_status(5).
public struct ProcessStatus {
  public private(set) var pendingThread: UInt64 = 0
  public private(set) var pendingProcess: UInt64 = 0
  public private(set) var blocked: UInt64 = 0
  public private(set) var ignored: UInt64 = 0
  public private(set) var caught: UInt64 = 0
  /// Signals queued for processes of the same user.
  public private(set) var queuedCount: UInt64 = 0

  /// nil when there is no such thread.
  public init?(thread: Int32) {
    guard let text = try? HostFile.contents(of: "/proc/\(thread)/status") else { return nil }
    // The lines stand in this order near the end; one pass over the bytes finds them all.
    var index = 0
    while index < text.count {
      let end = text[index...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      read(text[index..<end])
      index = end + 1
    }
  }

  private mutating func read(_ line: ArraySlice<UInt8>) {
    guard line.count > 8, line[line.startIndex] == UInt8(ascii: "S") else { return }
    let value = line.dropFirst(8)
    if line.starts(with: "SigQ:\t".utf8) {
      let digits = line.dropFirst(6).prefix { $0 != UInt8(ascii: "/") }
      queuedCount = digits.reduce(0) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
      return
    }
    if line.starts(with: "SigPnd:".utf8) {
      pendingThread = Self.hexadecimal(value)
    } else if line.starts(with: "ShdPnd:".utf8) {
      pendingProcess = Self.hexadecimal(value)
    } else if line.starts(with: "SigBlk:".utf8) {
      blocked = Self.hexadecimal(value)
    } else if line.starts(with: "SigIgn:".utf8) {
      ignored = Self.hexadecimal(value)
    } else if line.starts(with: "SigCgt:".utf8) {
      caught = Self.hexadecimal(value)
    }
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt64 {
    digits.reduce(0) { value, digit in
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value << 4 | UInt64(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"):
        value << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
      default: value
      }
    }
  }
}
