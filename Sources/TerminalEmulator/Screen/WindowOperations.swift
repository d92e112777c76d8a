extension Screen {
  /// XTWINOPS: reports of sizes and titles, and the stack of titles. The window itself is the
  /// user's, so nothing here moves or resizes it: where it was sent is only noted.
  mutating func performWindowOperation(_ parameters: ParserParameters) {
    switch parameters.selector(0) {
    case 1, 2: window.isIconified = parameters.selector(0) == 2
    case 3: window.position = .init(x: parameters.selector(1), y: parameters.selector(2))
    case 8: restoreWindowColumns(for: parameters.selector(2))
    case 11: reply(control: "\(window.isIconified ? 2 : 1)t")
    case 13: reply(control: "3;\(window.position.x);\(window.position.y)t")
    case 14, 15:
      let kind = parameters.selector(0) == 14 ? 4 : 5
      reply(control: "\(kind);\(rows * cellPixelSize.height);\(columns * cellPixelSize.width)t")
    case 16: reply(control: "6;\(cellPixelSize.height);\(cellPixelSize.width)t")
    case 18: reply(control: "8;\(rows);\(columns)t")
    case 19: reply(control: "9;\(rows);\(columns)t")
    case 20: reply(command: "L\(reported(titles.current.icon))", endedByBell: false)
    case 21: reply(command: "l\(reported(titles.current.window))", endedByBell: false)
    case 22: titles.push()
    case 23: popTitle(parameters.selector(1))
    default: break
    }
  }

  /// Where a program chose another width than there is room for (DECCOLM), that room may be had
  /// back: by asking for it, or, from a wider page, for any width that fits.
  private mutating func restoreWindowColumns(for wanted: Int) {
    let fits = columns > windowColumns && (1...windowColumns).contains(wanted)
    guard fits || wanted == windowColumns else { return }

    resize(rows: rows, columns: windowColumns)
  }

  /// A title as XTWINOPS 20 and 21 report it.
  private func reported(_ title: String) -> String {
    titles.modes.contains(.reportsHexadecimal) ? Hexadecimal.encode(title) : title
  }

  /// XTSMTITLE and XTRMTITLE. Modes 2 and 3 are UTF-8, which titles always are.
  mutating func setTitleModes(_ parameters: ParserParameters, _ isOn: Bool) {
    if parameters.count == 0, !isOn { titles.modes = .standard }
    for index in 0..<parameters.count {
      let mode: Titles.Modes
      switch parameters.selector(index) {
      case 0: mode = .setsHexadecimal
      case 1: mode = .reportsHexadecimal
      default: continue
      }
      if isOn { titles.modes.insert(mode) } else { titles.modes.remove(mode) }
    }
  }

  /// A title as it came: text, or digits that mean text.
  func titleText(_ bytes: ArraySlice<UInt8>) -> String {
    guard titles.modes.contains(.setsHexadecimal), let decoded = Hexadecimal.decode(bytes) else {
      return Titles.cleaned(bytes)
    }

    return Titles.cleaned(decoded[...])
  }

  private mutating func popTitle(_ which: Int) {
    guard let pair = titles.pop() else { return }

    if which != 2 { setTitle(icon: pair.icon) }
    if which != 1 { setTitle(window: pair.window) }
  }

  mutating func setTitle(window title: String) {
    guard titles.current.window != title else { return }

    titles.current.window = title
    report(.title(title))
  }

  mutating func setTitle(icon title: String) {
    guard titles.current.icon != title else { return }

    titles.current.icon = title
    report(.iconTitle(title))
  }
}
