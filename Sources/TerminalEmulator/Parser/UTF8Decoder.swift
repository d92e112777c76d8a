/// Decodes UTF-8 a byte at a time, for sequences that are malformed or cut by the end of a batch.
///
/// Each maximal subpart of an ill-formed sequence becomes one U+FFFD, as Unicode (§3.9,
/// "U+FFFD Substitution of Maximal Subparts") and the WHATWG decoder have it.
struct UTF8Decoder {
  enum Outcome: Equatable {
    case incomplete
    case scalar(UInt32)
    /// The sequence broke off before this byte, which has to be read again.
    case brokenBefore
  }

  static let replacement: UInt32 = 0xfffd

  private var value: UInt32 = 0
  private var needed = 0
  private var lower: UInt8 = 0x80
  private var upper: UInt8 = 0xbf
  /// The bytes of the unfinished sequence.
  private(set) var pending: [UInt8] = []

  var isPending: Bool { needed > 0 }

  mutating func reset() {
    needed = 0
    pending.removeAll(keepingCapacity: true)
  }

  /// Takes one byte that is 0x80 or above, or any byte while a sequence is pending.
  mutating func consume(_ byte: UInt8) -> Outcome {
    guard needed > 0 else { return begin(byte) }
    guard byte >= lower, byte <= upper else {
      reset()
      return .brokenBefore
    }

    lower = 0x80
    upper = 0xbf
    value = value << 6 | UInt32(byte & 0x3f)
    needed -= 1
    pending.append(byte)
    guard needed == 0 else { return .incomplete }

    pending.removeAll(keepingCapacity: true)
    return .scalar(value)
  }

  private mutating func begin(_ byte: UInt8) -> Outcome {
    lower = 0x80
    upper = 0xbf
    switch byte {
    case 0xc2...0xdf: start(byte & 0x1f, 1)
    case 0xe0...0xef:
      if byte == 0xe0 { lower = 0xa0 }
      if byte == 0xed { upper = 0x9f }
      start(byte & 0x0f, 2)
    case 0xf0...0xf4:
      if byte == 0xf0 { lower = 0x90 }
      if byte == 0xf4 { upper = 0x8f }
      start(byte & 0x07, 3)
    default: return .scalar(Self.replacement)
    }
    pending.append(byte)
    return .incomplete
  }

  private mutating func start(_ bits: UInt8, _ length: Int) {
    value = UInt32(bits)
    needed = length
  }

  /// Decodes a well-formed sequence that lies wholly in `bytes`; `nil` leaves it to `consume`.
  @inline(__always)
  static func wellFormed(
    _ bytes: Span<UInt8>, at index: Int
  ) -> (scalar: UInt32, length: Int)? {
    let first = UInt32(bytes[index])
    let left = bytes.count - index
    if first >= 0xe0, first < 0xf0, left >= 3 {
      let second = UInt32(bytes[index + 1])
      let third = UInt32(bytes[index + 2])
      let scalar = (first & 0x0f) << 12 | (second & 0x3f) << 6 | third & 0x3f
      guard second & 0xc0 == 0x80, third & 0xc0 == 0x80 else { return nil }
      guard scalar >= 0x800, scalar & 0xf800 != 0xd800 else { return nil }

      return (scalar, 3)
    }
    if first >= 0xc2, first < 0xe0, left >= 2 {
      let second = UInt32(bytes[index + 1])
      guard second & 0xc0 == 0x80 else { return nil }

      return ((first & 0x1f) << 6 | second & 0x3f, 2)
    }
    if first >= 0xf0, first < 0xf5, left >= 4 {
      let second = UInt32(bytes[index + 1])
      let third = UInt32(bytes[index + 2])
      let fourth = UInt32(bytes[index + 3])
      guard second & 0xc0 == 0x80, third & 0xc0 == 0x80, fourth & 0xc0 == 0x80 else { return nil }

      let high = (first & 0x07) << 18 | (second & 0x3f) << 12
      let scalar = high | (third & 0x3f) << 6 | fourth & 0x3f
      guard scalar >= 0x10000, scalar <= 0x10ffff else { return nil }

      return (scalar, 4)
    }
    return nil
  }
}
