public import LinuxABI

/// The host's memory, in bytes.
public struct HostMemoryUsage: Equatable, Sendable {
  public let total: Int64
  public let free: Int64
  /// What programs could get without swapping.
  public let available: Int64
  public let buffers: Int64
  public let cached: Int64
  public let swapTotal: Int64
  public let swapFree: Int64

  /// From /proc/meminfo.
  public static func current() throws(Errno) -> HostMemoryUsage {
    HostMemoryUsage(parsing: try HostFile.text(of: "/proc/meminfo"))
  }

  init(parsing text: String) {
    var values: [Substring: Int64] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split { $0 == " " || $0 == ":" }
      guard words.count >= 2, let kilobytes = Int64(words[1]) else { continue }
      values[words[0]] = kilobytes * 1024
    }
    total = values["MemTotal"] ?? 0
    free = values["MemFree"] ?? 0
    available = values["MemAvailable"] ?? values["MemFree"] ?? 0
    buffers = values["Buffers"] ?? 0
    cached = values["Cached"] ?? 0
    swapTotal = values["SwapTotal"] ?? 0
    swapFree = values["SwapFree"] ?? 0
  }
}
