import TerminalEmulator

/// The colours a program has redefined, and the whole screen's reversal.
struct Palette {
  private let emulator: TerminalEmulator
  private let isReversed: Bool
  private let foreground: SurfaceColor
  private let background: SurfaceColor

  init(_ emulator: TerminalEmulator) {
    self.emulator = emulator
    isReversed = emulator.modes.isReverseVideo
    foreground = emulator.redefinedForeground.map(SurfaceColor.init) ?? .standard
    background = emulator.redefinedBackground.map(SurfaceColor.init) ?? .standard
  }

  func style(_ style: CellStyle) -> SurfaceStyle {
    var result = SurfaceStyle(
      foreground: color(style.foreground, standard: foreground),
      background: color(style.background, standard: background))
    let attributes: [(CellStyle.Attributes, SurfaceStyle.Attributes)] = [
      (.bold, .bold), (.faint, .dim), (.italic, .italic), (.blink, .blink), (.reverse, .reverse),
      (.invisible, .invisible), (.strikethrough, .strike),
    ]
    if !style.attributes.isEmpty {
      for (from, to) in attributes where style.attributes.contains(from) {
        result.attributes.insert(to)
      }
    }
    if style.underline != .none { result.attributes.insert(.underline) }
    if isReversed { result.attributes.formSymmetricDifference(.reverse) }
    return result
  }

  private func color(_ color: CellColor, standard: SurfaceColor) -> SurfaceColor {
    switch color {
    case .standard: standard
    case .indexed(let index):
      emulator.redefinedColor(index).map(SurfaceColor.init) ?? .palette(index)
    case .rgb(let red, let green, let blue): .rgb(red, green, blue)
    }
  }
}

extension SurfaceColor {
  fileprivate init(_ color: TerminalColor) {
    self = .rgb(color.red, color.green, color.blue)
  }
}
