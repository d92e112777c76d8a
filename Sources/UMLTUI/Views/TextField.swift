/// One line of text being typed.
struct TextField: Equatable {
  private(set) var text: [Character] = []
  private(set) var cursor = 0

  init(_ text: String = "") {
    self.text = Array(text)
    cursor = self.text.count
  }

  var string: String { String(text) }

  /// Whether the key was one of an edit.
  mutating func handle(_ key: KeyEvent) -> Bool {
    switch (key.key, key.modifiers) {
    case (.character(let scalar), []), (.character(let scalar), .shift):
      insert(String(Character(scalar)))
    case (.backspace, _):
      if cursor > 0 { cursor -= 1; text.remove(at: cursor) }
    case (.delete, _):
      if cursor < text.count { text.remove(at: cursor) }
    case (.left, _): cursor = max(0, cursor - 1)
    case (.right, _): cursor = min(text.count, cursor + 1)
    case (.home, _), (.character("a"), .control): cursor = 0
    case (.end, _), (.character("e"), .control): cursor = text.count
    case (.character("u"), .control):
      text.removeSubrange(0..<cursor)
      cursor = 0
    case (.character("w"), .control): deleteWord()
    default: return false
    }
    return true
  }

  mutating func insert(_ string: String) {
    for character in string where character.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) {
      text.insert(character, at: cursor)
      cursor += 1
    }
  }

  mutating func replace(with string: String) { self = TextField(string) }

  private mutating func deleteWord() {
    let end = cursor
    while cursor > 0, text[cursor - 1] == " " { cursor -= 1 }
    while cursor > 0, text[cursor - 1] != " " { cursor -= 1 }
    text.removeSubrange(cursor..<end)
  }

  /// Draws the end of the text that fits and puts the cursor in it.
  func draw(
    on surface: inout Surface, row: Int, column: Int, columns: Int, style: SurfaceStyle
  ) {
    guard columns > 0 else { return }
    let start = max(0, cursor - columns + 1)
    surface.put(String(text[start...]), row: row, column: column, style: style, limit: columns)
    let before = TextLayout.width(of: String(text[start..<cursor]))
    surface.cursor = .init(row: row, column: min(column + before, surface.columns - 1))
  }
}
