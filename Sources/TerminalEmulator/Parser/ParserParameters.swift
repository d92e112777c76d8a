/// The numbers of a control sequence, at most 32 of them, without any allocation.
///
/// A number that was left out is `nil` here and usually means the same as its default. A number
/// introduced by a colon belongs to the one before it (ISO 8613-6).
struct ParserParameters {
  static let capacity = 32
  /// Larger numbers are clamped: nothing we do counts further, and sums cannot overflow.
  static let largest: Int32 = 65_535

  private var values = InlineArray<32, Int32>(repeating: -1)
  private var subparameters: UInt32 = 0
  /// How many there are, those left out included.
  private(set) var count = 0
  private(set) var hasOverflowed = false

  @inline(__always)
  mutating func removeAll() {
    count = 0
    subparameters = 0
    hasOverflowed = false
  }

  @inline(__always)
  mutating func append(digit: UInt8) {
    if count == 0 { open() }
    guard !hasOverflowed else { return }

    let value = max(values[count - 1], 0) &* 10 &+ Int32(digit)
    values[count - 1] = min(value, Self.largest)
  }

  mutating func append(separator: UInt8) {
    if count == 0 { open() }
    guard count < Self.capacity else {
      hasOverflowed = true
      return
    }

    open()
    if separator == UInt8(ascii: ":") { subparameters |= 1 << UInt32(count - 1) }
  }

  private mutating func open() {
    values[count] = -1
    count += 1
  }

  /// The number at `index`, or `nil` where none was given.
  @inline(__always)
  subscript(index: Int) -> Int? {
    guard index < count, values[index] >= 0 else { return nil }

    return Int(values[index])
  }

  /// Whether the number at `index` followed a colon.
  func isSubparameter(_ index: Int) -> Bool {
    index < count && subparameters & 1 << UInt32(index) != 0
  }

  /// A count or a coordinate: absent and zero both mean one.
  @inline(__always)
  func positive(_ index: Int) -> Int { max(self[index] ?? 1, 1) }

  /// A selector: absent means zero.
  @inline(__always)
  func selector(_ index: Int) -> Int { self[index] ?? 0 }
}
