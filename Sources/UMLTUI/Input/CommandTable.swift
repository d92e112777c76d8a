/// A command as one types it after the prefix and a colon.
struct NamedCommand: Sendable {
  var name: String
  /// What follows the name, for the help; empty when nothing does.
  var usage: String
  var help: String
  /// The command for the words after the name, or nil when they are wrong.
  var parse: @Sendable ([Substring]) -> Command?

  init(_ name: String, _ command: Command, _ help: String) {
    self.name = name
    self.help = help
    usage = ""
    parse = { $0.isEmpty ? command : nil }
  }

  init(
    _ name: String, usage: String, _ help: String,
    parse: @escaping @Sendable ([Substring]) -> Command?
  ) {
    self.name = name
    self.usage = usage
    self.help = help
    self.parse = parse
  }
}

/// The commands by name. A new one is one row here and a case of `Command`.
enum CommandTable {
  static let rows: [NamedCommand] = [
    .init("new-tab", .newTab, "open a console in a new tab"),
    .init("next-tab", .nextTab, "go to the next tab"),
    .init("previous-tab", .previousTab, "go to the tab before"),
    .init("last-tab", .lastTab, "go back to the tab used before this one"),
    .init("select-tab", usage: "NUMBER", "go to a tab by its number") { words in
      words.count == 1 ? Int(words[0]).map { .selectTab($0) } : nil
    },
    .init("rename-tab", .renameTab, "give this tab another name"),
    .init("close-tab", .closeTab, "close this tab; its guests run on"),
    .init("split-right", .split(.sideBySide), "open a console to the right of this one"),
    .init("split-below", .split(.stacked), "open a console below this one"),
    .init("focus", usage: "up|down|left|right", "go to the pane in a direction") { words in
      words.count == 1 ? direction(words[0]).map { .focus($0) } : nil
    },
    .init("next-pane", .focusNext, "go to the next pane"),
    .init("last-pane", .focusLast, "go back to the pane used before this one"),
    .init("pane-numbers", .showPaneNumbers, "show the panes' numbers and go to one"),
    .init("zoom", .toggleZoom, "let this pane fill the tab, or shrink it back"),
    .init("next-layout", .nextLayout, "arrange the panes in the next ready layout"),
    .init("swap-pane", usage: "next|previous", "change places with another pane") { words in
      switch words {
      case ["next"]: .swapPane(forward: true)
      case ["previous"]: .swapPane(forward: false)
      default: nil
      }
    },
    .init("break-pane", .breakPane, "move this pane to a tab of its own"),
    .init("resize", usage: "up|down|left|right [CELLS]", "move the pane's border") { words in
      guard let first = words.first, let direction = direction(first), words.count <= 2 else {
        return nil
      }
      guard words.count == 2 else { return .resize(direction, cells: 1) }
      return Int(words[1]).map { .resize(direction, cells: max(0, min(1000, $0))) }
    },
    .init("close-pane", .closePane, "close this pane; its guest runs on"),
    .init("scroll", .scroll, "look back through the pane's history"),
    .init("search", .search, "search the pane's history"),
    .init("paste", .paste, "type what was copied last"),
    .init("switch", .switchTo, "choose among all panes and consoles"),
    .init("boot", usage: "[WORDS]", "boot another guest, as umltop boot does") { words in
      .bootGuest(words.joined(separator: " "))
    },
    .init("guest", .guestMenu, "halt, reboot or restart this pane's guest"),
    .init("line", .lineMenu, "show what this pane's line is attached to, and change it"),
    .init("cable", .toggleCable, "join a serial line with another guest's, or unjoin it"),
    .init("send-break", .sendBreak, "send BREAK on this pane's line"),
    .init("send-prefix", .sendPrefix, "send the prefix key to the guest"),
    .init("help", .help, "list all keys and commands"),
    .init("redraw", .redraw, "draw the whole screen again"),
    .init("mouse", .toggleMouse, "use the mouse, or leave it to the terminal"),
    .init("detach", .detach, "leave; all guests run on"),
  ]

  enum Failure: Error, Equatable {
    case unknown(String)
    case wrongArguments(usage: String)

    var message: String {
      switch self {
      case .unknown(let name): "no command '\(name)'; the list: help"
      case .wrongArguments(let usage): "usage: \(usage)"
      }
    }
  }

  /// A beginning of a name is enough when only one command has it.
  static func parse(_ text: String) throws(Failure) -> Command {
    let words = text.split(separator: " ")
    guard let name = words.first else { throw .unknown("") }
    let matches = rows.filter { $0.name.hasPrefix(name) }
    guard
      let row = rows.first(where: { $0.name == name }) ?? (matches.count == 1 ? matches[0] : nil)
    else { throw .unknown(String(name)) }
    guard let command = row.parse(Array(words.dropFirst())) else {
      throw .wrongArguments(usage: row.usage.isEmpty ? row.name : "\(row.name) \(row.usage)")
    }
    return command
  }

  /// What could follow the text typed so far: the names that begin with it.
  static func completions(of text: String) -> [String] {
    text.contains(" ") ? [] : rows.map(\.name).filter { $0.hasPrefix(text) }
  }

  private static func direction(_ word: Substring) -> Direction? {
    switch word {
    case "up": .up
    case "down": .down
    case "left": .left
    case "right": .right
    default: nil
    }
  }
}
