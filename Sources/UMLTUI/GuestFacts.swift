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
  /// What it is attached to, whatever its pane shows: `pane`, `pts:/dev/pts/5`.
  public var attachment = "pane"
  public var cable: CableFacts?
  /// The file that what the guest writes is kept in.
  public var logPath: String?

  public init(name: String, rows: Int = 24, columns: Int = 80, title: String = "") {
    self.name = name
    self.rows = rows
    self.columns = columns
    self.title = title
  }
}

/// A cable as seen from one of its ends.
public struct CableFacts: Hashable, Sendable {
  /// The line at the other end; nil while nobody holds it.
  public var partner: LineAddress?
  /// Bytes so far.
  public var sentCount: UInt64
  public var receivedCount: UInt64

  public init(partner: LineAddress?, sentCount: UInt64 = 0, receivedCount: UInt64 = 0) {
    self.partner = partner
    self.sentCount = sentCount
    self.receivedCount = receivedCount
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

  /// As ``description`` writes it; nil for what is none.
  public init?(_ text: String) {
    guard let blank = text.lastIndex(of: " ") else { return nil }
    self.init(guest: String(text[..<blank]), line: String(text[text.index(after: blank)...]))
  }

  public var description: String { "\(guest) \(line)" }
}
