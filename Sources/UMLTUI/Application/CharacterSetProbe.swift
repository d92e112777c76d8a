import LinuxABI
import UMLHost

/// Finds out whether a terminal takes its text as UTF-8 where the locale does not say: on a fresh
/// machine no locale is set, and the terminal is UTF-8 all the same.
///
/// Writes a letter of two bytes and asks how far the cursor has moved: one column for a letter,
/// two for two bytes of an older character set.
enum CharacterSetProbe {
  static let question = Array("\r\u{e9}\u{1b}[6n".utf8)
  /// Takes the letter away again.
  static let cleaning = Array("\r\u{1b}[K".utf8)
  static let patienceMilliseconds: Int32 = 200

  /// Whether nothing in the environment names a character set.
  static var isNeeded: Bool {
    ["LC_ALL", "LC_CTYPE", "LANG"].allSatisfy { (HostEnvironment[$0] ?? "").isEmpty }
  }

  enum Answer: Equatable {
    case incomplete
    case columns(Int)
  }

  /// Looks for the cursor's report in what the terminal has sent, and takes it out: what remains
  /// was typed by the user.
  static func takeAnswer(from bytes: inout [UInt8]) -> Answer {
    var start = bytes.startIndex
    while let escape = bytes[start...].firstIndex(of: 0x1b) {
      let body = bytes[escape...].dropFirst()
      let numbers = body.dropFirst().prefix { (0x30...0x3b).contains($0) }
      if body.first == UInt8(ascii: "["), numbers.endIndex < bytes.endIndex,
        bytes[numbers.endIndex] == UInt8(ascii: "R")
      {
        let parts = numbers.split(separator: UInt8(ascii: ";"))
        if parts.count == 2, let column = Int(String(decoding: parts[1], as: UTF8.self)) {
          bytes.removeSubrange(escape...numbers.endIndex)
          return .columns(column - 1)
        }
      }
      start = escape + 1
    }
    return .incomplete
  }

  /// Asks; the line has to be raw. Returns what was typed meanwhile.
  static func run(
    input: BorrowedDescriptor, output: BorrowedDescriptor
  ) -> (isUTF8: Bool, typed: [UInt8]) {
    var received: [UInt8] = []
    // Without an answer in time it is taken for a terminal that cannot.
    guard (try? output.writeAll(question)) != nil else { return (false, []) }
    defer { try? output.writeAll(cleaning) }
    while (try? input.waitUntil(.readable, timeoutMilliseconds: patienceMilliseconds)) == .readable
    {
      guard let bytes = try? input.read(upTo: 4096), !bytes.isEmpty else { break }
      received += bytes
      if case .columns(let columns) = takeAnswer(from: &received) {
        return (columns == 1, received)
      }
    }
    return (false, received)
  }
}
