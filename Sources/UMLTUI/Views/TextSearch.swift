/// Finding text in lines: as a regular expression where what is looked for is one, else as it is
/// written. Capitals count only when the text looked for has some.
struct TextSearch {
  private let wanted: [Character]
  private let isExact: Bool
  /// Nil where there is nothing in the text but what stands for itself, or nonsense.
  private let pattern: Regex<AnyRegexOutput>?

  init(_ text: String) {
    isExact = text.contains(where: \.isUppercase)
    wanted = Array(isExact ? text : text.lowercased())
    pattern = Self.pattern(text, isExact: isExact)
  }

  private static func pattern(_ text: String, isExact: Bool) -> Regex<AnyRegexOutput>? {
    guard text.contains(where: { "\\^$.|?*+()[]{}".contains($0) }) else { return nil }

    return try? Regex(text).ignoresCase(!isExact)
  }

  /// The positions of all matches, as offsets of characters.
  func matches(in line: [Character]) -> [Range<Int>] {
    if let pattern { return matches(of: pattern, in: String(line)) }

    guard !wanted.isEmpty, line.count >= wanted.count else { return [] }
    var found: [Range<Int>] = []
    var at = 0
    while at + wanted.count <= line.count {
      if (0..<wanted.count).allSatisfy({ equal(line[at + $0], wanted[$0]) }) {
        found.append(at..<at + wanted.count)
        at += wanted.count
      } else {
        at += 1
      }
    }
    return found
  }

  private func matches(of pattern: Regex<AnyRegexOutput>, in line: String) -> [Range<Int>] {
    line.matches(of: pattern).compactMap { match in
      guard !match.range.isEmpty else { return nil }

      let start = line.distance(from: line.startIndex, to: match.range.lowerBound)
      return start..<start + line.distance(from: match.range.lowerBound, to: match.range.upperBound)
    }
  }

  private func equal(_ character: Character, _ wanted: Character) -> Bool {
    if character == wanted { return true }
    return !isExact && character.lowercased() == String(wanted)
  }
}
