/// Unpacks what `LineEncoder` has packed, numbering styles and graphemes afresh.
enum LineDecoder {
  static func decode(
    _ bytes: ArraySlice<UInt8>, into cells: inout [Cell], styles: inout StyleTable,
    graphemes: inout GraphemeTable
  ) {
    var index = bytes.startIndex
    var style = 0
    var bits: UInt64 = 0
    func put(_ content: UInt32) {
      cells.append(Cell(content: content, style: style, bits: bits))
      if bits != 0 { cells.append(Cell(content: 0, style: style, bits: Cell.continuationBits)) }
      bits = 0
    }
    while index < bytes.endIndex {
      let byte = bytes[index]
      switch byte {
      case LineMark.blanks:
        let count = Int(bytes[index + 1]) | Int(bytes[index + 2]) << 8
        cells.append(contentsOf: repeatElement(Cell(content: 0, style: style), count: count))
        index += 3
      case LineMark.wide:
        bits = Cell.wideBits
        index += 1
      case LineMark.grapheme:
        let count = Int(bytes[index + 1])
        index += 2
        var content = scalar(bytes, &index)
        for _ in 1..<max(count, 1) {
          content = graphemes.extend(content, with: scalar(bytes, &index))
        }
        put(content)
      case LineMark.style:
        index += 1
        style = styles.number(for: decodeStyle(bytes, &index))
      default: put(scalar(bytes, &index))
      }
    }
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>, _ index: inout Int) -> UInt32 {
    let first = UInt32(bytes[index])
    index += 1
    guard first >= 0x80 else { return first }

    let length = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
    var value = first & (0x3f >> UInt32(length))
    for _ in 0..<length {
      value = value << 6 | UInt32(bytes[index]) & 0x3f
      index += 1
    }
    return value
  }

  private static func decodeStyle(_ bytes: ArraySlice<UInt8>, _ index: inout Int) -> CellStyle {
    let presence = bytes[index]
    index += 1
    func little32() -> UInt32 {
      let value = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * $1) }
      index += 4
      return value
    }
    var style = CellStyle()
    if presence & 1 != 0 { style.packedForeground.rawValue = little32() }
    if presence & 2 != 0 { style.packedBackground.rawValue = little32() }
    if presence & 4 != 0 { style.packedUnderlineColor.rawValue = little32() }
    if presence & 8 != 0 {
      style.attributes = CellStyle.Attributes(rawValue: UInt16(bytes[index]))
      style.underline = CellStyle.Underline(rawValue: bytes[index + 1]) ?? .none
      index += 2
    }
    if presence & 16 != 0 { style.hyperlink = little32() }
    return style
  }
}
