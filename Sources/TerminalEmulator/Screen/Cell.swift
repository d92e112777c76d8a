/// One character cell, packed into eight bytes: what stands in it, a style number, its width.
///
/// The zero cell is blank in the default style, so clearing is filling with zeroes. Style and
/// grapheme numbers mean something only to the emulator that made them, and only until it is
/// fed again.
@frozen
public struct Cell: Equatable, Sendable {
  /// Bits 0–21 content (bit 21: a grapheme number, else a scalar), 24–43 style, 44–45 width,
  /// 46 protected.
  public var rawValue: UInt64

  @inlinable
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Never written, or erased to the default background.
  @inlinable
  public static var blank: Cell { Cell(rawValue: 0) }

  /// Whether nothing was ever printed here since the cell was last erased.
  @inlinable
  public var isBlank: Bool { rawValue & 0x3f_ffff == 0 && !isContinuation }

  /// The left half of a character two cells wide.
  @inlinable
  public var isWide: Bool { rawValue >> 44 & 3 == 1 }

  /// The right half of the wide character in the cell before.
  @inlinable
  public var isContinuation: Bool { rawValue >> 44 & 3 == 2 }

  /// How many columns the character takes; zero for the right half of a wide one.
  @inlinable
  public var width: Int { isContinuation ? 0 : isWide ? 2 : 1 }

  /// Guarded against selective erasure (DECSCA).
  @inlinable
  public var isProtected: Bool { rawValue >> 46 & 1 != 0 }

  /// The scalar in this cell, if it is just one; zero for a blank.
  @inlinable
  public var scalar: UInt32? { isGrapheme ? nil : UInt32(rawValue & 0x1f_ffff) }

  @inlinable
  var isGrapheme: Bool { rawValue >> 21 & 1 != 0 }
}

extension Cell {
  @usableFromInline static let graphemeFlag: UInt32 = 1 << 21
  static let contentMask: UInt64 = 0x3f_ffff
  static let styleMask: UInt64 = 0xf_ffff << 24
  static let wideBits: UInt64 = 1 << 44
  static let continuationBits: UInt64 = 2 << 44
  static let protectedBit: UInt64 = 1 << 46

  @inline(__always)
  init(content: UInt32, style: Int, bits: UInt64 = 0) {
    rawValue = UInt64(content) | UInt64(style) << 24 | bits
  }

  /// The scalar or flagged grapheme number.
  @inline(__always)
  var content: UInt32 {
    get { UInt32(truncatingIfNeeded: rawValue & Self.contentMask) }
    set { rawValue = rawValue & ~Self.contentMask | UInt64(newValue) }
  }

  @inline(__always)
  var styleIndex: Int {
    get { Int(truncatingIfNeeded: rawValue >> 24 & 0xf_ffff) }
    set { rawValue = rawValue & ~Self.styleMask | UInt64(newValue) << 24 }
  }

  /// One column of ASCII, not blank.
  var isPlainASCII: Bool { content >= 0x20 && content < 0x7f && !isWide && !isContinuation }
}
