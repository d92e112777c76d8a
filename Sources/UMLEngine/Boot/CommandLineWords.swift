/// Splits a kernel command line into words as Linux' next_arg() does: blanks separate, double
/// quotes hold together, and quotes around a whole word or a whole value are taken off.
enum CommandLineWords {
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character == " " || character == "\t" || character == "\n" {
        if !word.isEmpty { words.append(unquote(word)) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(unquote(word)) }
    return words
  }

  private static func unquote(_ word: String) -> String {
    if word.hasPrefix("\"") { return withoutQuotes(word) }
    guard let equals = word.firstIndex(of: "=") else { return word }
    let value = word[word.index(after: equals)...]
    return value.hasPrefix("\"") ? "\(word[...equals])\(withoutQuotes(String(value)))" : word
  }

  private static func withoutQuotes(_ text: String) -> String {
    let inner = text.dropFirst()
    return String(inner.hasSuffix("\"") ? inner.dropLast() : inner)
  }
}
