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
    // As in xterm, the right half of a wide character is no character.
    guard !cell.isContinuation else { return 0xffff }

    let style = styles[cell.styleIndex]
    // What is not to be seen reads as blank; of a cluster the base counts.
    let isBlank = cell.content == 0 || style.isInvisible
    var value = isBlank ? 0x20 : Int(graphemes.first(cell.content))
    guard !checksumExtension.contains(.withoutAttributes) else { return value }

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
