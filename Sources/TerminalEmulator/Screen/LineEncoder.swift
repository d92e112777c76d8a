/// Packs the cells of a row for the scrollback: about a byte per ASCII character.
///
/// The form is the text in UTF-8 with the control characters below in between; a cell can never
/// hold one. Styles are written out in full, so that history keeps no style number alive.
enum LineMark {
  /// Then a number n in two bytes: n blank cells. A single blank is a zero byte.
  static let blanks: UInt8 = 1
  /// The next character is two columns wide.
  static let wide: UInt8 = 2
  /// Then a count: so many scalars form the next cell.
  static let grapheme: UInt8 = 3
  /// Then a style, which holds until the next.
  static let style: UInt8 = 4
}

enum LineEncoder {
  /// Appends the cells; the answer is whether one byte stands for each of them.
  static func append(
    _ cells: Span<Cell>, to bytes: inout [UInt8], styles: StyleTable, graphemes: GraphemeTable
  ) -> Bool {
    if cells.count > 0, isUniformASCII(cells) {
      let style = cells[0].styleIndex
      if style != 0 { append(styles[style], to: &bytes) }
      appendASCII(cells, to: &bytes)
      return style == 0
    }
    var current = 0
    var index = 0
    while index < cells.count {
      let cell = cells[index]
      index += 1
      if cell.isContinuation { continue }
      if cell.styleIndex != current {
        current = cell.styleIndex
        append(styles[current], to: &bytes)
      }
      if cell.content == 0 {
        var blanks = 1
        while index < cells.count, cells[index].rawValue == cell.rawValue {
          blanks += 1
          index += 1
        }
        append(blanks: blanks, to: &bytes)
      } else {
        append(cell, graphemes, to: &bytes)
      }
    }
    return cells.count == 0
  }

  /// One pass without branches: do all cells differ in their low seven bits at most?
  private static func isUniformASCII(_ cells: Span<Cell>) -> Bool {
    cells.withUnsafeBufferPointer { cells in
      let first = cells[0].rawValue & ~(Cell.contentMask | Cell.protectedBit)
      var difference: UInt64 = 0
      for index in 0..<cells.count { difference |= cells[index].rawValue ^ first }
      return difference & ~(0x7f | Cell.protectedBit) == 0 && first & Cell.continuationBits == 0
        && first & Cell.wideBits == 0
    }
  }

  private static func appendASCII(_ cells: Span<Cell>, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: cells.count))
    bytes.withUnsafeMutableBufferPointer { bytes in
      cells.withUnsafeBufferPointer { cells in
        for index in 0..<cells.count {
          bytes[start &+ index] = UInt8(truncatingIfNeeded: cells[index].rawValue & 0x7f)
        }
      }
    }
  }

  private static func append(blanks: Int, to bytes: inout [UInt8]) {
    guard blanks > 3 else {
      bytes.append(contentsOf: repeatElement(0, count: blanks))
      return
    }

    bytes.append(LineMark.blanks)
    bytes.append(UInt8(truncatingIfNeeded: blanks))
    bytes.append(UInt8(truncatingIfNeeded: blanks >> 8))
  }

  private static func append(
    _ cell: Cell, _ graphemes: GraphemeTable, to bytes: inout [UInt8]
  ) {
    if cell.isWide { bytes.append(LineMark.wide) }
    guard cell.isGrapheme else { return bytes.append(utf8: cell.content) }

    bytes.append(LineMark.grapheme)
    bytes.append(UInt8(graphemes.length(cell.content)))
    var scalars: [UInt32] = []
    graphemes.forEachScalar(cell.content) { scalars.append($0) }
    for scalar in scalars { bytes.append(utf8: scalar) }
  }

  private static func append(_ style: CellStyle, to bytes: inout [UInt8]) {
    bytes.append(LineMark.style)
    let presence = bytes.count
    bytes.append(0)
    for (bit, color) in [
      style.packedForeground, style.packedBackground, style.packedUnderlineColor,
    ].enumerated() where color != .standard {
      bytes[presence] |= 1 << UInt8(bit)
      bytes.append(little32: color.rawValue)
    }
    if !style.attributes.isEmpty || style.underline != .none {
      bytes[presence] |= 1 << 3
      bytes.append(UInt8(truncatingIfNeeded: style.attributes.rawValue))
      bytes.append(style.underline.rawValue)
    }
    if style.hyperlink != 0 {
      bytes[presence] |= 1 << 4
      bytes.append(little32: style.hyperlink)
    }
  }
}

extension [UInt8] {
  mutating func append(little32 value: UInt32) {
    for shift in [UInt32(0), 8, 16, 24] { append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// Appends a scalar in UTF-8.
  mutating func append(utf8 scalar: UInt32) {
    func continuation(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3f) }
    switch scalar {
    case 0..<0x80: append(UInt8(scalar))
    case 0x80..<0x800:
      append(UInt8(0xc0 | scalar >> 6))
      append(continuation(0))
    case 0x800..<0x10000:
      append(UInt8(0xe0 | scalar >> 12))
      append(continuation(6))
      append(continuation(0))
    default:
      append(UInt8(truncatingIfNeeded: 0xf0 | scalar >> 18))
      append(continuation(12))
      append(continuation(6))
      append(continuation(0))
    }
  }
}
