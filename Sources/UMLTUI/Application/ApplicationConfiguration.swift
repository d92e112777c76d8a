public import ConsoleService
public import UMLHost

/// How the interface is to run. The commands of `umltop` fill it in.
public struct ApplicationConfiguration {
  /// Makes the connection to a guest, on the interface's loop; what happens on it is to be
  /// reported to the sink. Nil when the guest is not there (yet).
  public typealias Connect = (
    _ guest: String, _ loop: EventLoop, _ sink: @escaping (PaneSourceEvent) -> Void
  ) -> (any PaneSource)?

  /// The guests to show, in order.
  public var guests: [String] = []
  /// Guests that came since, asked for when the user opens a list of consoles.
  public var findGuests: () -> [String] = { [] }
  public var connect: Connect
  /// Where guests are that may open windows while the interface runs.
  public var directory: GuestDirectory?
  /// Boots a guest that has ended again, with the arguments it was started with. Must not wait; the
  /// answer is a word for the user when it could not be done.
  public var restart: (_ guest: String, _ arguments: [String]) -> String? = { _, _ in
    "this umltop cannot start guests"
  }
  /// Boots another guest, with words as for `umltop boot`. Must not wait; the answer, the guest's
  /// name or why there is none, comes on the loop.
  public var boot:
    (
      _ words: [String], _ loop: EventLoop,
      _ done: @escaping (_ guest: String?, _ complaint: String) -> Void
    ) -> Void = { $2(nil, "this umltop cannot start guests") }
  /// One pane as the whole terminal: no bars, no keys of ours. Ends with its guest.
  public var isBare = false
  public var isReadOnly = false
  /// The guests share one tab side by side; otherwise each has a tab of its own.
  public var groupsGuests = true
  /// The letter that with Control begins all keys of ours.
  public var prefixLetter: Unicode.Scalar = "b"
  /// Lines of history kept for each pane.
  public var historyLimit = 10_000
  /// Where logs of lines are offered to be kept.
  public var logDirectory = "/tmp"
  public var input = BorrowedDescriptor(0)
  public var output = BorrowedDescriptor(1)

  public init(connect: @escaping Connect) { self.connect = connect }
}

extension Workspace.Options {
  init(_ configuration: ApplicationConfiguration) {
    isBare = configuration.isBare
    isReadOnly = configuration.isReadOnly
    groupsGuests = configuration.groupsGuests
    historyLimit = configuration.historyLimit
    logDirectory = configuration.logDirectory
    keyMap = KeyMap(prefixLetter: configuration.prefixLetter)
  }
}

/// Why the interface ended.
public enum ExitReason: Equatable, Sendable {
  /// The user left; the guests run on.
  case detached
  /// Bare: its guest ended, with this status.
  case guestEnded(Int)
  /// Bare: the guest's console service would not have us, in its words.
  case refused(String)
  /// The terminal went away, or somebody asked this process to end.
  case signal(Int32)
  case terminalLost
}

/// Why it could not begin, in words for the user.
public enum StartError: Error, Equatable, CustomStringConvertible {
  case noTerminal
  case unknownTerminal(String)
  case tooSimple(String)
  case host(String)

  public var description: String {
    switch self {
    case .noTerminal: "standard input and output are no terminal"
    case .unknownTerminal(""): "TERM is not set, so nothing is known about this terminal"
    case .unknownTerminal(let name):
      "terminal '\(name)' is unknown: set TERM, or install its description (ncurses-term)"
    case .tooSimple(let name):
      "terminal '\(name)' cannot place its cursor, so no panes can be shown on it"
    case .host(let text): text
    }
  }
}
