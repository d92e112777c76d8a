/// What a guest is doing, as far as its user cares.
public enum GuestState: Hashable, Sendable {
  case booting
  case running
  /// Ended by itself, with this exit status.
  case halted(Int)
  case panicked
  /// Its console service no longer answers.
  case lost

  var word: String {
    switch self {
    case .booting: "boot"
    case .running: "run"
    case .halted: "halted"
    case .panicked: "panic"
    case .lost: "lost"
    }
  }

  var letter: Character {
    switch self {
    case .booting: "B"
    case .running: "R"
    case .halted: "H"
    case .panicked: "P"
    case .lost: "?"
    }
  }

  /// Whether there is nobody left to type to.
  var hasEnded: Bool {
    switch self {
    case .booting, .running: false
    case .halted, .panicked, .lost: true
    }
  }
}

/// One console of a guest.
public struct LineFacts: Hashable, Sendable {
  /// `con0`, `ssl1`.
  public var name: String
  public var rows: Int
  public var columns: Int
  /// What the program on it called it, without controls; empty when nothing did.
  public var title: String

  public init(name: String, rows: Int = 24, columns: Int = 80, title: String = "") {
    self.name = name
    self.rows = rows
    self.columns = columns
    self.title = title
  }
}

/// A console among all guests'.
public struct LineAddress: Hashable, Sendable, CustomStringConvertible {
  public var guest: String
  public var line: String

  public init(guest: String, line: String) {
    self.guest = guest
    self.line = line
  }

  public var description: String { "\(guest) \(line)" }
}
