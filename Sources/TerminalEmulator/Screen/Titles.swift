/// Window and icon titles, and the stack that programs push them on (XTWINOPS 22 and 23).
struct Titles: Equatable {
  struct Pair: Equatable {
    var window = ""
    var icon = ""
  }

  /// Longer titles are cut; nobody could read them.
  static let longest = 1024
  static let stackLimit = 10

  /// XTSMTITLE: titles as hexadecimal digits rather than text.
  struct Modes: OptionSet {
    let rawValue: Int
    static let setsHexadecimal = Modes(rawValue: 1)
    static let reportsHexadecimal = Modes(rawValue: 2)
    static let standard: Modes = []
  }

  var current = Pair()
  var modes = Modes.standard
  private(set) var stack: [Pair] = []

  mutating func push() {
    if stack.count == Self.stackLimit { stack.removeFirst() }
    stack.append(current)
  }

  mutating func pop() -> Pair? { stack.popLast() }

  /// The text without anything that could act as a control when it is printed or reported.
  static func cleaned(_ bytes: ArraySlice<UInt8>, limit: Int = longest) -> String {
    let text = String(decoding: bytes.prefix(limit), as: UTF8.self)
    let scalars = text.unicodeScalars.filter { scalar in
      scalar.value >= 0x20 && !(0x7f..<0xa0).contains(scalar.value)
        && !(0x202a...0x202e).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
