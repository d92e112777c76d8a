import LinuxABI
import Testing

@testable import UMLEngine

/// A terminal somebody types at: what was typed, what shows, what a program reads.
private struct Typing: CustomTestStringConvertible, Sendable {
  var name: String
  var typed: String
  var shown: String
  var read: [String]
  var settings = Termios.standard

  init(
    _ name: String, _ typed: String, shows shown: String, reads read: String...,
    with change: (inout Termios) -> Void = { _ in }
  ) {
    self.name = name
    self.typed = typed
    self.shown = shown
    self.read = read
    change(&settings)
  }

  var testDescription: String { name }
}

@Suite("Line discipline")
struct LineDisciplineTests {
  @Test("editing a line", arguments: Typing.editing)
  fileprivate func editing(typing: Typing) { expect(typing) }

  @Test("echo in all its forms", arguments: Typing.echoes)
  fileprivate func echo(typing: Typing) { expect(typing) }

  @Test("mapping of characters typed", arguments: Typing.mappings)
  fileprivate func mapping(typing: Typing) { expect(typing) }

  private func expect(_ typing: Typing) {
    var discipline = LineDiscipline(typing.settings)
    let shown = String(decoding: outputBytes(discipline.type(typing.typed)), as: UTF8.self)
    var read: [String] = []
    while discipline.hasInput() {
      read.append(String(decoding: discipline.read(limit: 4096), as: UTF8.self))
    }
    #expect(shown.debugDescription == typing.shown.debugDescription)
    #expect(read == typing.read)
  }
}

extension LineDiscipline {
  /// Everything that happens when `text` is typed.
  mutating func type(_ text: String) -> [TerminalEffect] {
    let bytes = Array(text.utf8)
    var effects: [TerminalEffect] = []
    _ = receive(bytes.span, into: &effects)
    return effects
  }
}

extension Typing {
  fileprivate static let editing = [
    Typing("a line", "hi\r", shows: "hi\r\n", reads: "hi\n"),
    Typing("no line yet", "hi", shows: "hi"),
    Typing("two lines", "a\rb\r", shows: "a\r\nb\r\n", reads: "a\n", "b\n"),
    Typing("erase", "ab\u{7f}c\r", shows: "ab\u{8} \u{8}c\r\n", reads: "ac\n"),
    Typing("erase at the start", "\u{7f}a\r", shows: "a\r\n", reads: "a\n"),
    Typing("erase does not cross a line", "a\r\u{7f}", shows: "a\r\n", reads: "a\n"),
    Typing(
      "erase of a control character", "\u{1}\u{7f}\r", shows: "^A\u{8} \u{8}\u{8} \u{8}\r\n",
      reads: "\n"),
    Typing(
      "erase of a tab", "ab\t\u{7f}\r", shows: "ab\t" + back(6) + "\r\n", reads: "ab\n"),
    Typing("word erase", "one two\u{17}\r", shows: "one two" + rub(3) + "\r\n", reads: "one \n"),
    Typing("word erase skips spaces", "ab  \u{17}\r", shows: "ab  " + rub(4) + "\r\n", reads: "\n"),
    Typing("kill", "abc\u{15}d\r", shows: "abc" + rub(3) + "d\r\n", reads: "d\n"),
    Typing("reprint", "ab\u{12}c\r", shows: "ab^R\r\nabc\r\n", reads: "abc\n"),
    Typing("literal next", "\u{16}\u{3}\r", shows: "^\u{8}^C\r\n", reads: "\u{3}\n"),
    Typing("end of file after text", "ab\u{4}", shows: "ab", reads: "ab"),
    Typing("end of file alone, once", "\u{4}a\r", shows: "a\r\n", reads: "", "a\n"),
    Typing("UTF-8 erase", "é€\u{7f}\u{7f}\r", shows: "é€" + rub(2) + "\r\n", reads: "\n") {
      $0.inputFlags.insert(.isUTF8)
    },
    Typing(
      "byte erase without IUTF8", "é\u{7f}\u{7f}\r", shows: "é" + rub(2) + "\r\n", reads: "\n"),
    Typing("a line ended by VEOL", "ab;c", shows: "ab;c", reads: "ab;") {
      $0[.endOfLine] = UInt8(ascii: ";")
    },
    Typing("VEOL2 needs IEXTEN", "ab;c\r", shows: "ab;c\r\n", reads: "ab;c\n") {
      $0[.endOfLine2] = UInt8(ascii: ";")
      $0.localFlags.remove(.extended)
    },
    Typing("a disabled character is an ordinary one", "a\0\r", shows: "a^@\r\n", reads: "a\0\n") {
      $0[.erase] = ControlCharacters.disabled
    },
  ]

  fileprivate static let echoes = [
    Typing("no echo", "hi\r", shows: "", reads: "hi\n") { $0.localFlags.remove(.echo) },
    Typing("newline only", "hi\r", shows: "\r\n", reads: "hi\n") {
      $0.localFlags.remove(.echo)
      $0.localFlags.insert(.echoNewline)
    },
    Typing("control characters as they are", "\u{1}\r", shows: "\u{1}\r\n", reads: "\u{1}\n") {
      $0.localFlags.remove(.echoControl)
    },
    Typing("erase shown as its character", "a\u{7f}\r", shows: "a^?\r\n", reads: "\n") {
      $0.localFlags.remove(.echoErase)
    },
    Typing("erased text between slashes", "ab\u{7f}\u{7f}c\r", shows: "ab\\ba/c\r\n", reads: "c\n")
    {
      $0.localFlags.insert(.echoPrint)
    },
    Typing("kill with a newline", "ab\u{15}c\r", shows: "ab^U\r\nc\r\n", reads: "c\n") {
      $0.localFlags.remove(.echoKillErase)
    },
    Typing("kill without a newline", "ab\u{15}c\r", shows: "ab^Uc\r\n", reads: "c\n") {
      $0.localFlags.subtract([.echoKillErase, .echoKill])
    },
  ]

  fileprivate static let mappings = [
    Typing("return stays a return", "a\r\n", shows: "a^M\r\n", reads: "a\r\n") {
      $0.inputFlags.remove(.mapReturnToNewline)
    },
    Typing("return is ignored", "a\rb\n", shows: "ab\r\n", reads: "ab\n") {
      $0.inputFlags.insert(.ignoreReturn)
    },
    Typing("newline becomes a return", "a\n", shows: "a^M") {
      $0.inputFlags = .mapNewlineToReturn
    },
    Typing("upper becomes lower case", "AbC\r", shows: "abc\r\n", reads: "abc\n") {
      $0.inputFlags.insert(.mapUpperToLower)
    },
    Typing("start and stop are not input", "a\u{13}\u{11}b\r", shows: "ab\r\n", reads: "ab\n"),
    Typing("start and stop without IXON", "\u{13}\r", shows: "^S\r\n", reads: "\u{13}\n") {
      $0.inputFlags.remove(.enableOutputFlowControl)
    },
  ]

  fileprivate static func back(_ count: Int) -> String { String(repeating: "\u{8}", count: count) }
  fileprivate static func rub(_ count: Int) -> String {
    String(repeating: "\u{8} \u{8}", count: count)
  }
}
