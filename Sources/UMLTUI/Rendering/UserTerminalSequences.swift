/// The sequences beyond terminfo with which a terminal reports more, or shows more.
enum UserTerminalSequences {
  /// Bracketed paste and the keyboard's coming and going.
  static let begin = "\u{1b}[?2004h\u{1b}[?1004h"
  static let mouseOn = "\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h"
  static let mouseOff = "\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l"
  static let saveTitle = "\u{1b}[22;2t"
  static let restoreTitle = "\u{1b}[23;2t"
  static let defaultCursor = "\u{1b}[0 q"

  /// Undoes all of it; harmless where it was never on.
  static let end = mouseOff + "\u{1b}[?1004l\u{1b}[?2004l" + defaultCursor

  static func title(_ text: String) -> String {
    let clean = text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7f..<0xa0).contains($0.value) }
    return "\u{1b}]2;\(String(String.UnicodeScalarView(clean.prefix(200))))\u{7}"
  }

  static func cursorStyle(_ number: Int) -> String { "\u{1b}[\(number) q" }

  /// Hands text to the clipboard of the terminal's own machine (OSC 52).
  static func copy(_ base64: String) -> String { "\u{1b}]52;c;\(base64)\u{7}" }

  /// Whether a terminal of this name shows a window title.
  static func hasTitle(_ terminal: String) -> Bool {
    let families = [
      "xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty", "st-", "vte", "gnome",
      "konsole", "wezterm", "ghostty", "contour", "putty", "mintty",
    ]
    return families.contains { terminal.hasPrefix($0) }
  }
}
