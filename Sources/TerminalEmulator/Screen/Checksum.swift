extension Screen {
  /// DECRQCRA: a checksum by which test programs look at the screen.
  mutating func reportChecksum(_ parameters: ParserParameters) {
    var sum = 0
    if let area = area(parameters, from: 2) {
      for row in area.rows {
        for column in area.columns { sum &+= checksumValue(grid[row, column]) }
      }
    }
    if !checksumExtension.contains(.positive) { sum = -sum }
    let digits = String(sum & 0xffff, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: 4 - digits.count) + digits
    reply(device: "\(parameters.selector(0))!~\(padded)")
  }

  private func checksumValue(_ cell: Cell) -> Int {
    var value = 0
    graphemes.forEachScalar(cell.content) { value &+= Int($0) }
    if cell.content == 0, !cell.isContinuation { value = 0x20 }
    guard !checksumExtension.contains(.withoutAttributes) else { return value }

    let style = styles[cell.styleIndex]
    if cell.isProtected { value += 0x4 }
    if style.isInvisible { value += 0x8 }
    if style.underline != .none { value += 0x10 }
    if style.isReversed { value += 0x20 }
    if style.isBlinking { value += 0x40 }
    if style.isBold { value += 0x80 }
    return value
  }
}

/// How DECRQCRA sums up, in the bits of xterm's `checksumExtension`.
struct ChecksumExtension: OptionSet {
  var rawValue: Int

  /// The sum itself rather than its negation.
  static let positive = ChecksumExtension(rawValue: 1)
  static let withoutAttributes = ChecksumExtension(rawValue: 2)

  /// Plain sums of the characters, which is what test suites expect.
  static let standard: ChecksumExtension = [.positive, .withoutAttributes]
}
