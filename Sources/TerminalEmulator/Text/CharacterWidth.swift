/// How many columns a scalar takes and how it joins others, from tables made of Unicode's data.
///
/// The C library's idea is years behind and an unknown scalar shifts the line, so it is never
/// asked. Users may override ranges where their outer terminal disagrees.
public struct CharacterWidth: Sendable {
  enum Kind: UInt8 {
    case plain
    /// Never shown: controls of direction, the byte order mark.
    case ignored
    /// Becomes part of the character before it.
    case extending
    case regionalIndicator
    case pictograph
    case emojiModifier
  }

  /// One byte of the table: width in bits 0–1, kind in 2–4, "has emoji variants" in 5.
  struct Properties {
    let rawValue: UInt8

    @inline(__always)
    var width: Int { Int(rawValue & 3) }

    @inline(__always)
    var kind: Kind { Kind(rawValue: rawValue >> 2 & 7) ?? .plain }

    @inline(__always)
    var hasVariants: Bool { rawValue & 32 != 0 }
  }

  static let joiner: UInt32 = 0x200d
  static let textSelector: UInt32 = 0xfe0e
  static let emojiSelector: UInt32 = 0xfe0f
  static let selectors: Set<UInt32> = [textSelector, emojiSelector]

  private let blocks = WidthTable.blocks
  private let properties = WidthTable.properties
  /// Widths that a user prefers, looked at before the table. Widths are 1 or 2.
  private var overrides: [(range: ClosedRange<UInt32>, width: Int)] = []

  public init() {}

  /// Makes the scalars of a range take so many columns, 1 or 2.
  public mutating func override(_ range: ClosedRange<Unicode.Scalar>, width: Int) {
    overrides.append((range.lowerBound.value...range.upperBound.value, min(max(width, 1), 2)))
  }

  @inline(__always)
  subscript(scalar: UInt32) -> Properties {
    if scalar < 0x300 { return Self.latin(scalar) }
    if !overrides.isEmpty, let width = overridden(scalar) {
      return Properties(rawValue: UInt8(width))
    }
    guard scalar < 0x11_0000 else { return Properties(rawValue: 1) }

    let block = Int(blocks[Int(scalar >> 7)])
    return Properties(rawValue: properties[block << 7 | Int(scalar & 127)])
  }

  /// Columns of a scalar by itself: 0, 1 or 2.
  public func columns(of scalar: Unicode.Scalar) -> Int {
    let properties = self[scalar.value]
    return properties.kind == .extending || properties.kind == .ignored ? 0 : properties.width
  }

  /// Below U+0300 all is one column wide, but a few characters have an emoji form.
  @inline(__always)
  private static func latin(_ scalar: UInt32) -> Properties {
    switch scalar {
    case 0xa9, 0xae: Properties(rawValue: 1 | Kind.pictograph.rawValue << 2 | 32)
    case 0x23, 0x2a, 0x30...0x39: Properties(rawValue: 1 | 32)
    default: Properties(rawValue: 1)
    }
  }

  private func overridden(_ scalar: UInt32) -> Int? {
    overrides.last { $0.range.contains(scalar) }?.width
  }
}

extension WidthTable {
  /// Unfolds pairs of a count and a value.
  static func expand(_ runs: [Int]) -> [UInt8] {
    stride(from: 0, to: runs.count, by: 2).flatMap { index in
      repeatElement(UInt8(truncatingIfNeeded: runs[index + 1]), count: runs[index])
    }
  }
}
