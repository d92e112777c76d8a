/// xterm's stack of attributes, and the attributes as the text of an SGR.
extension Screen {
  private static let stackLimit = 10

  /// XTPUSHSGR.
  mutating func pushGraphics() {
    if graphicsStack.count < Self.stackLimit { graphicsStack.append(pen) }
  }

  /// XTPOPSGR.
  mutating func popGraphics() {
    guard let style = graphicsStack.popLast() else { return }

    pen = style
  }

  /// XTREPORTSGR: the attributes that all cells of a rectangle share.
  mutating func reportGraphics(_ parameters: ParserParameters) {
    guard let area = area(parameters, from: 0) else { return }

    var common = styles[grid[area.rows.lowerBound, area.columns.lowerBound].styleIndex]
    for row in area.rows {
      for column in area.columns { common.keepCommon(with: styles[grid[row, column].styleIndex]) }
    }
    reply(control: "\(common.graphicsText)m")
  }
}

extension CellStyle {
  fileprivate mutating func keepCommon(with other: CellStyle) {
    attributes.formIntersection(other.attributes)
    if underline != other.underline { underline = .none }
    if packedForeground != other.packedForeground { packedForeground = .standard }
    if packedBackground != other.packedBackground { packedBackground = .standard }
    if packedUnderlineColor != other.packedUnderlineColor { packedUnderlineColor = .standard }
  }

  /// The numbers of the SGR that makes a default pen into this style, `0` first.
  var graphicsText: String {
    var numbers = ["0"]
    let names: [(Attributes, String)] = [
      (.bold, "1"), (.faint, "2"), (.italic, "3"), (.blink, "5"), (.reverse, "7"),
      (.invisible, "8"), (.strikethrough, "9"), (.overline, "53"),
    ]
    for (attribute, number) in names where attributes.contains(attribute) {
      numbers.append(number)
    }
    switch underline {
    case .none: break
    case .single: numbers.append("4")
    case .double: numbers.append("21")
    default: numbers.append("4:\(underline.rawValue)")
    }
    if let text = packedForeground.graphicsText(30, bright: 90) { numbers.append(text) }
    if let text = packedBackground.graphicsText(40, bright: 100) { numbers.append(text) }
    if let text = packedUnderlineColor.graphicsText(50, bright: nil) { numbers.append(text) }
    return numbers.joined(separator: ";")
  }
}

extension PackedColor {
  /// The SGR number of a colour, where `base` + 8 introduces the long forms.
  fileprivate func graphicsText(_ base: Int, bright: Int?) -> String? {
    switch unpacked {
    case .standard: nil
    case .indexed(let index):
      switch (Int(index), bright) {
      case (0..<8, .some): "\(base + Int(index))"
      case (8..<16, .some(let bright)): "\(bright + Int(index) - 8)"
      default: "\(base + 8):5:\(index)"
      }
    case .rgb(let red, let green, let blue): "\(base + 8):2::\(red):\(green):\(blue)"
    }
  }
}
