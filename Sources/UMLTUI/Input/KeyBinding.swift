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
  /// Two or three words for the hint bar; nil leaves it to the help.
  var hint: String?
  /// Whether the key may follow again without the prefix for a moment.
  var isRepeatable: Bool

  init(
    _ topic: Topic, _ keys: [KeyEvent], _ command: Command, _ help: String, label: String? = nil,
    hint: String? = nil, isRepeatable: Bool = false
  ) {
    self.topic = topic
    self.keys = keys
    self.label = label ?? keys.map(\.description).joined(separator: " ")
    self.command = command
    self.help = help
    self.hint = hint
    self.isRepeatable = isRepeatable
  }
}

extension KeyEvent: ExpressibleByUnicodeScalarLiteral {
  public init(unicodeScalarLiteral value: Unicode.Scalar) { self.init(.character(value)) }
}
