/// The sequences beyond terminfo with which a terminal reports more, or shows more.
enum UserTerminalSequences {
  /// Bracketed paste and the keyboard's coming and going.
  static let begin = "\u{1b}[?2004h\u{1b}[?1004h"
  static let mouseOn = "\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h"
  /// Motion without a button too; switching it off takes the rest along.
  static let motionOn = "\u{1b}[?1003h"
  static let motionOff = "\u{1b}[?1003l" + mouseOn
  static let mouseOff = "\u{1b}[?1006l\u{1b}[?1003l\u{1b}[?1002l\u{1b}[?1000l"
  static let saveTitle = "\u{1b}[22;2t"
  static let restoreTitle = "\u{1b}[23;2t"
  static let defaultCursor = "\u{1b}[0 q"

  /// The keypad's keys as sequences of their own, or as what is written on them.
  static let keypadApplication = "\u{1b}="
  static let keypadNumeric = "\u{1b}>"

  /// Keys held together as sequences of their own (xterm's `modifyOtherKeys`); 0 for as usual. Only
  /// for terminals that are like xterm.
  static func modifyOtherKeys(_ level: Int) -> String {
    "\u{1b}[>4\(level == 0 ? "" : ";\(level)")m"
  }

  /// Undoes all of it; harmless where it was never on.
  static let end = keypadNumeric + mouseOff + "\u{1b}[?1004l\u{1b}[?2004l" + defaultCursor

  static func title(_ text: String) -> String {
    let clean = text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7f..<0xa0).contains($0.value) }
    return "\u{1b}]2;\(String(String.UnicodeScalarView(clean.prefix(200))))\u{7}"
  }

  static func cursorStyle(_ number: Int) -> String { "\u{1b}[\(number) q" }

  /// Hands text to the clipboard of the terminal's own machine (OSC 52).
  static func copy(_ base64: String) -> String { "\u{1b}]52;c;\(base64)\u{7}" }

  /// What undoes more on a terminal of this name, which is like xterm.
  static func end(_ terminal: String) -> String {
    hasTitle(terminal) ? end + modifyOtherKeys(0) : end
  }

  /// Whether a terminal of this name shows a window title.
  static func hasTitle(_ terminal: String) -> Bool {
    let families = [
      "xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty", "st-", "vte", "gnome",
      "konsole", "wezterm", "ghostty", "contour", "putty", "mintty",
    ]
    return families.contains { terminal.hasPrefix($0) }
  }
}
