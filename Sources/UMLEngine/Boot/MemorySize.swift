/// `mem=`: a number in C's notation and a suffix. See memparse() in Linux.
enum MemorySize {
  /// The least a machine can have.
  static let minimumBytes: UInt64 = 4 << 20
  /// What guest addresses can reach.
  static let maximumBytes: UInt64 = 1 << 46

  /// Bytes; nil for anything that is no size.
  static func parse(_ text: some StringProtocol) -> UInt64? {
    var digits = text[...]
    var shift: UInt64 = 0
    if let suffix = text.last, let found = shifts[suffix.lowercased()] {
      shift = found
      digits = digits.dropLast()
    }
    guard let number = number(digits) else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : bytes
  }

  /// A size as people write it: `64M`.
  static func text(_ bytes: UInt64) -> String {
    for (suffix, shift) in [("G", 30), ("M", 20), ("K", 10)] as [(String, UInt64)]
    where bytes >= 1 << shift && bytes % (1 << shift) == 0 {
      return "\(bytes >> shift)\(suffix)"
    }
    return "\(bytes)"
  }

  private static let shifts: [String: UInt64] = ["k": 10, "m": 20, "g": 30, "t": 40]

  private static func number(_ text: some StringProtocol) -> UInt64? {
    let lower = text.lowercased()
    // Swift's own parser would take a sign.
    guard let first = lower.first, first.isNumber else { return nil }
    if lower.hasPrefix("0x") { return UInt64(lower.dropFirst(2), radix: 16) }
    if lower.count > 1, first == "0" { return UInt64(lower.dropFirst(), radix: 8) }
    return UInt64(lower)
  }
}
