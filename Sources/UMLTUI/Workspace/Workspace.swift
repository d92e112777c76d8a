/// The state of the interface: guests, tabs, panes, and what lies over them.
///
/// Knows neither terminal nor event loop. Input events and the sources' events go in, with the
/// time they came; a drawn surface and effects come out. That makes every behaviour of the
/// interface a test without a terminal. The extensions hold it by subject: keys, mouse,
/// commands, sources, sizes, drawing.
final class Workspace {
  struct Options {
    /// One pane is the whole terminal: no bars, no prefix, no mouse of our own.
    var isBare = false
    var isReadOnly = false
    /// Guests that come first share one tab side by side.
    var groupsGuests = true
    var keyMap = KeyMap()
    /// We run inside tmux, which keeps the first Ctrl-b for itself.
    var isNested = false
    var historyLimit = 10_000
    /// Where logs of lines are offered to be kept.
    var logDirectory = "/tmp"
  }

  let options: Options
  var context: DrawContext
  var rows: Int
  var columns: Int
  /// The wall clock as the status bar shows it; empty shows none.
  var clock = ""

  var guests: [GuestRecord] = []
  var panes: [PaneID: TerminalPane] = [:]
  var tabs: [Tab] = []
  var currentTab = 0
  var previousTab = 0
  var overlay: Overlay?
  var prefix = PrefixState.idle
  var notice: Notice?
  var usesMouse = true
  var pasteBuffer: [UInt8] = []
  var commandHistory: [String] = []
  var searchHistory: [String] = []
  /// The guest whose lines were asked for, to be shown in a list.
  var guestAskedForLines: String?
  /// Guests that were booted from here, until they have a console.
  var guestsToShow: Set<String> = []
  /// What a pressed mouse button is moving.
  var clicks = ClickCounter()
  var drag: MouseDrag?
  /// The size each line was last asked to have.
  var requestedSizes: [LineAddress: TerminalSize] = [:]
  var effects: [WorkspaceEffect] = []
  /// Whether anything but rows of panes in `printed` may look different from the last drawing.
  var needsDrawing = true
  /// The panes whose programs have printed since the last drawing.
  var printed: Set<PaneID> = []
  /// The focused pane has printed since its owner last looked.
  var hasFocusedOutput = false
  private var lastPane = 0
  private var lastTab = 0

  init(rows: Int, columns: Int, options: Options = Options(), context: DrawContext) {
    self.rows = rows
    self.columns = columns
    self.options = options
    self.context = context
    usesMouse = !options.isBare
  }

  var tab: Tab? { tabs.indices.contains(currentTab) ? tabs[currentTab] : nil }
  var focusedPane: TerminalPane? { tab.flatMap { panes[$0.focus] } }

  /// The effects since they were last taken.
  func takeEffects() -> [WorkspaceEffect] {
    defer { effects = [] }
    return effects
  }

  func guest(_ name: String) -> GuestRecord? { guests.first { $0.name == name } }

  func makePane(for address: LineAddress) -> PaneID {
    lastPane += 1
    let id = PaneID(lastPane)
    let facts = guest(address.guest)?.lines.first { $0.name == address.line }
    panes[id] = TerminalPane(
      id: id, address: address, rows: facts?.rows ?? 24, columns: facts?.columns ?? 80,
      historyLimit: options.historyLimit)
    return id
  }

  func makeTab(with pane: PaneID) {
    lastTab += 1
    tabs.append(Tab(number: lastTab, pane: pane))
  }

  func say(_ text: String, now: Int64) {
    notice = Notice(text: text, until: now + Notice.milliseconds)
    needsDrawing = true
  }

  /// When something changes by itself next, in the time that events come with; nil for never.
  var deadline: Int64? { [prefix.deadline, notice?.until].compactMap { $0 }.min() }

  /// Lets go of what has had its time.
  func tick(now: Int64) {
    if let until = prefix.deadline, until <= now { setPrefix(.idle) }
    if let until = notice?.until, until <= now {
      notice = nil
      needsDrawing = true
    }
  }

  func setPrefix(_ state: PrefixState) {
    guard prefix != state else { return }
    prefix = state
    needsDrawing = true
  }
}

/// Something said in the bottom line for a while.
struct Notice: Equatable {
  static let milliseconds: Int64 = 4000

  var text: String
  var until: Int64
}

/// Whether the next key is ours.
enum PrefixState: Equatable {
  case idle
  /// The prefix was typed.
  case waiting
  /// A key that may be repeated without the prefix was typed.
  case repeating(until: Int64)

  static let repeatMilliseconds: Int64 = 500

  var deadline: Int64? {
    if case .repeating(let until) = self { return until }
    return nil
  }
}

/// A size in cells.
struct TerminalSize: Hashable, Sendable {
  var rows: Int
  var columns: Int
}
