import LinuxABI

/// How much a tmpfs may hold; nil is without limit.
struct MemoryLimits {
  var bytes: UInt64?
  var inodes: UInt64?
}

/// The options of tmpfs(5).
struct MemoryOptions {
  var limits: MemoryLimits
  var mode: FileMode = 0o1777
  var user: UInt32 = 0
  var group: UInt32 = 0

  /// EINVAL for what tmpfs does not know.
  init(
    _ options: [(name: String, value: String)], memorySize: UInt64, defaults: MemoryLimits? = nil
  ) throws(Errno) {
    limits = defaults ?? MemoryLimits(bytes: memorySize / 2, inodes: memorySize / 8192)
    for (name, value) in options {
      switch name {
      case "size":
        let bytes = try Self.size(value, of: memorySize)
        limits.bytes = bytes == 0 ? nil : bytes
      case "nr_blocks":
        let (bytes, overflow) = try Self.size(value, of: memorySize)
          .multipliedReportingOverflow(by: 4096)
        guard !overflow else { throw .invalidArgument }
        limits.bytes = bytes == 0 ? nil : bytes
      case "nr_inodes":
        let count = try Self.size(value, of: memorySize)
        limits.inodes = count == 0 ? nil : count
      case "mode": mode = FileMode(rawValue: try Self.number(value, radix: 8)).permissions
      case "uid": user = try Self.number(value)
      case "gid": group = try Self.number(value)
      case "huge", "mpol", "inode32", "inode64", "noswap", "": break
      default: throw .invalidArgument
      }
    }
  }

  private static func number(_ text: String, radix: Int = 10) throws(Errno) -> UInt32 {
    guard let value = UInt32(text, radix: radix) else { throw .invalidArgument }
    return value
  }

  /// A number with k, m, g or t; a percentage is of the machine's memory.
  private static func size(_ text: String, of memorySize: UInt64) throws(Errno) -> UInt64 {
    var digits = text[...]
    var shift: UInt64 = 0
    switch digits.last?.lowercased() {
    case "k": shift = 10
    case "m": shift = 20
    case "g": shift = 30
    case "t": shift = 40
    case "%":
      guard let percent = UInt64(digits.dropLast()), percent <= 10_000 else {
        throw .invalidArgument
      }
      return memorySize / 100 * percent
    default: break
    }
    if shift > 0 { digits = digits.dropLast() }
    guard let value = UInt64(digits), value <= UInt64.max >> (shift + 1) else {
      throw .invalidArgument
    }
    return value << shift
  }
}
