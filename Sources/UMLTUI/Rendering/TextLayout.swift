import TerminalEmulator

/// Measuring and shortening of our own text, in columns.
enum TextLayout {
  private static let widths = CharacterWidth()

  /// A character's scalars, with controls replaced so that no guest-given name can steer the
  /// terminal.
  static func printable(_ character: Character) -> [Unicode.Scalar] {
    character.unicodeScalars.map { scalar in
      scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) ? "?" : scalar
    }
  }

  static func width(of scalars: [Unicode.Scalar]) -> Int {
    guard let first = scalars.first else { return 0 }
    if first.value < 0x7f, scalars.count == 1 { return 1 }
    // The selector of a picture's coloured form also makes it wide.
    return scalars.contains("\u{fe0f}") ? 2 : widths.columns(of: first)
  }

  static func width(of text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + width(of: printable($1)) }
  }

  /// The text cut to some columns, its end replaced by a mark when something is missing.
  static func shortened(_ text: String, to columns: Int, mark: String = "…") -> String {
    guard width(of: text) > columns else { return text }
    var kept = ""
    var used = width(of: mark)
    guard used <= columns else { return "" }
    for character in text {
      let next = width(of: printable(character))
      guard used + next <= columns else { break }
      kept.append(character)
      used += next
    }
    return kept + mark
  }

  /// Words broken into lines of at most some columns.
  static func wrapped(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let joined = line.isEmpty ? String(word) : line + " " + word
      if width(of: joined) <= columns || line.isEmpty {
        line = joined
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return lines + [line]
  }
}
