/// The characters the interface is drawn with: Unicode, or ASCII where the terminal is not UTF-8.
struct Glyphs: Equatable, Sendable {
  var isASCII: Bool

  static let unicode = Glyphs(isASCII: false)
  static let ascii = Glyphs(isASCII: true)

  /// The line through a cell that reaches its given sides.
  func line(_ sides: LineSides) -> Unicode.Scalar {
    if isASCII {
      return sides.isSubset(of: [.left, .right])
        ? "-" : sides.isSubset(of: [.up, .down]) ? "|" : "+"
    }
    switch sides {
    case [.left, .right], [.left], [.right]: return "─"
    case [.up, .down], [.up], [.down]: return "│"
    case [.right, .down]: return "┌"
    case [.left, .down]: return "┐"
    case [.right, .up]: return "└"
    case [.left, .up]: return "┘"
    case [.up, .down, .right]: return "├"
    case [.up, .down, .left]: return "┤"
    case [.left, .right, .down]: return "┬"
    case [.left, .right, .up]: return "┴"
    default: return "┼"
    }
  }

  /// A guest's state in shape and word; the colour comes on top.
  func state(_ state: GuestState) -> String {
    let word = state.word
    guard !isASCII else { return "\(state.letter) \(word)" }
    switch state {
    case .booting: return "… \(word)"
    case .running: return "▶ \(word)"
    case .halted: return "■ \(word)"
    case .panicked: return "✖ \(word)"
    case .lost: return "? \(word)"
    }
  }

  var ellipsis: String { isASCII ? "~" : "…" }
  var separator: String { isASCII ? "-" : "·" }
  var arrow: String { isASCII ? "->" : "→" }
  var dash: String { isASCII ? "-" : "—" }
  var cable: String { isASCII ? "<>" : "⇄" }
  var sent: String { isASCII ? ">" : "▸" }
  var received: String { isASCII ? "<" : "◂" }
  var times: String { isASCII ? "x" : "×" }
}

/// Which sides of its cell a line reaches.
struct LineSides: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let up = LineSides(rawValue: 1)
  static let down = LineSides(rawValue: 2)
  static let left = LineSides(rawValue: 4)
  static let right = LineSides(rawValue: 8)
}
