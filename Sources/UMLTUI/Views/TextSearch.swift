/// Finding text in lines. Capitals count only when the text looked for has some.
struct TextSearch: Equatable {
  private let wanted: [Character]
  private let isExact: Bool

  init(_ text: String) {
    isExact = text.contains(where: \.isUppercase)
    wanted = Array(isExact ? text : text.lowercased())
  }

  /// The positions of all matches, as offsets of characters.
  func matches(in line: [Character]) -> [Range<Int>] {
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

  private func equal(_ character: Character, _ wanted: Character) -> Bool {
    if character == wanted { return true }
    return !isExact && character.lowercased() == String(wanted)
  }
}
