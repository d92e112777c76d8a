import TestSupport

@testable import TerminalEmulator

/// Output such as programs write, and some that none would: text and sequences at random.
struct RandomOutput {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let texts = [
    "a", "hello world", "äöü", "日本語", "e\u{301}", "👨\u{200d}👩\u{200d}👧", "🇫🇷", "👍🏽",
    "\r\n", "\r\n", "\n", "\t", "\u{8}", "\r", "wrapping text that is rather long and goes on ",
    "한글", "　",
    "\u{e}", "\u{f}", "\u{7}", "🇩", "👍", "\u{200d}",
  ]

  private static let escapes = [
    "7", "8", "D", "M", "E", "H", "(0", "(B", ")0", "*0", "n", "o", "N", "6", "9", "=", ">", "#8",
    "V", "W", "c",
    "~", "#3", "#4", "#5", "#6", "(A", "(>", ".F", "(K",
  ]

  private static let finals = [
    "A", "B", "C", "D", "E", "F", "G", "H", "H", "H", "I", "J", "K", "L", "M", "P", "S", "T", "X",
    "Z", "@", "`", "a",
    "b", "d", "e", "m", "m", "m", "m", "g", "r", "s", "u", "\"q", "'}", "'~", "?J", "?K", "$z",
    "${",
    "$x", "$v", "$r", "$t", " q", "!p", "#{", "#}", "22t", "23t", "*x", ">4;1m",
  ]

  private static let modes = [
    "?1", "?3", "?5", "?40", "?40", "?42", "?6", "?7", "?25", "?45", "?47", "?66", "?69", "?1000",
    "?1002", "?1003",
    "?1004",
    "?1006",
    "?1015", "?1047", "?1049", "?2004", "?2026", "4", "20",
  ]

  private static let commands = [
    "0;title", "2;other\u{e4}", "8;;http://example.org/a", "8;id=x;http://example.org/b", "8;;",
    "4;1;#123456", "104", "11;rgb:10/20/30", "52;c;aGVsbG8=", "133;A",
  ]

  /// One piece of output, whole.
  mutating func next() -> String {
    switch Int.random(in: 0..<100, using: &generator) {
    case ..<50: return pick(Self.texts)
    case ..<55: return "\u{1b}" + pick(Self.escapes)
    case ..<90: return "\u{1b}[" + parameters() + pick(Self.finals)
    case ..<96: return "\u{1b}[" + pick(Self.modes) + pick(["h", "l"])
    default: return "\u{1b}]" + pick(Self.commands) + pick(["\u{7}", "\u{1b}\\"])
    }
  }

  mutating func bytes(pieces: Int) -> [UInt8] {
    (0..<pieces).flatMap { _ in Array(next().utf8) }
  }

  /// Bytes without any sense.
  mutating func noise(count: Int) -> [UInt8] {
    (0..<count).map { _ in
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: 0x1b
      case 1:
        [0x5b, 0x5d, 0x50, 0x3b, 0x3f, 0x20, 0x24, 0x9b].randomElement(using: &generator) ?? 0
      case 2: UInt8.random(in: 0x30...0x39, using: &generator)
      case 3: UInt8.random(in: 0x40...0x7e, using: &generator)
      default: UInt8.random(in: 0...255, using: &generator)
      }
    }
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &generator) ?? ""
  }

  private mutating func parameters() -> String {
    let count = Int.random(in: 0...4, using: &generator)
    return (0..<count).map { _ in String(Int.random(in: 0...49, using: &generator)) }
      .joined(separator: ";")
  }
}
