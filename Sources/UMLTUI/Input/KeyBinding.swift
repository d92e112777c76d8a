/// What a key does after the prefix, with the sentence that explains it.
struct KeyBinding: Sendable {
  enum Topic: String, CaseIterable, Sendable {
    case panes = "Panes"
    case tabs = "Tabs"
    case history = "History and copying"
    case guests = "Guests and lines"
    case program = "The program"
  }

  var topic: Topic
  /// The same command may have several keys.
  var keys: [KeyEvent]
  /// As the help writes the keys, where their names would be too long.
  var label: String
  var command: Command
  /// A verb phrase: what the key does.
  var help: String
  /// For the hint bar: the keys as it writes them, and a word or two; nil leaves it to the help.
  var hint: HintBar.Hint?
  /// Whether the key may follow again without the prefix for a moment.
  var isRepeatable: Bool

  init(
    _ topic: Topic, _ keys: [KeyEvent], _ command: Command, _ help: String, label: String? = nil,
    hint: String? = nil, hintKeys: String? = nil, isRepeatable: Bool = false
  ) {
    self.topic = topic
    self.keys = keys
    self.label = label ?? keys.map(\.description).joined(separator: " ")
    self.command = command
    self.help = help
    self.hint = hint.map { HintBar.Hint(keys: hintKeys ?? keys[0].description, text: $0) }
    self.isRepeatable = isRepeatable
  }
}

extension KeyEvent: ExpressibleByUnicodeScalarLiteral {
  public init(unicodeScalarLiteral value: Unicode.Scalar) { self.init(.character(value)) }
}
