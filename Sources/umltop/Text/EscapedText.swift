/// Text with the backslash escapes of C strings, as bytes.
///
/// Beside C's there is `\e`, the escape character; `\r` is the Enter key.
enum EscapedText {
  private static let simple: [Character: UInt8] = [
    "n": 0x0a, "r": 0x0d, "t": 0x09, "e": 0x1b, "a": 0x07, "b": 0x08, "f": 0x0c, "v": 0x0b,
    "\\": 0x5c, "'": 0x27, "\"": 0x22,
  ]

  /// - Throws: for an escape that means nothing.
  static func bytes(_ text: String) throws(CommandFailure) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character == "\\" else {
        result += Array(character.utf8)
        continue
      }
      result += try escape(&rest)
    }
    return result
  }

  private static func escape(_ rest: inout Substring) throws(CommandFailure) -> [UInt8] {
    guard let kind = rest.first else { throw CommandFailure("a backslash ends the text") }
    if let byte = simple[kind] {
      rest.removeFirst()
      return [byte]
    }
    if kind == "x" {
      rest.removeFirst()
      let digits = rest.prefix(2).prefix(while: \.isHexDigit)
      guard let byte = UInt8(digits, radix: 16) else {
        throw CommandFailure("\\x needs one or two hexadecimal digits after it")
      }
      rest.removeFirst(digits.count)
      return [byte]
    }
    let digits = rest.prefix(3).prefix { ("0"..."7").contains($0) }
    guard !digits.isEmpty, let byte = UInt8(digits, radix: 8) else {
      throw CommandFailure("\\\(kind) means nothing; a backslash itself is \\\\")
    }
    rest.removeFirst(digits.count)
    return [byte]
  }
}
