/// A question in the bottom line: yes or no, or a line of text.
struct PromptView: View, Equatable {
  enum Purpose: Equatable {
    case command
    case boot
    case renameTab
    case search(PaneID)
    case attachment(LineAddress)
    case log(LineAddress)
    case confirm(ConfirmedAction)
  }

  enum ConfirmedAction: Equatable {
    case closePane(PaneID)
    case closeTab(Int)
    case halt(String)
    case reboot(String)
  }

  enum Answer: Equatable {
    case text(String)
    case yes
  }

  var purpose: Purpose
  var label: String
  var field: TextField
  private var history: [String]
  private var historyIndex: Int?

  init(_ purpose: Purpose, label: String, text: String = "", history: [String] = []) {
    self.purpose = purpose
    self.label = label
    self.history = history
    field = TextField(text)
  }

  mutating func handle(_ key: KeyEvent) -> OverlayOutcome<Answer> {
    if key.key == .escape || key == .control("c") || key == .control("g") { return .closes }
    if case .confirm = purpose {
      switch key.key {
      case .character("y"), .character("Y"): return .chooses(.yes)
      default: return .closes
      }
    }
    switch key.key {
    case .enter: return .chooses(.text(field.string))
    case .tab: complete()
    case .up: recall(-1)
    case .down: recall(1)
    case .backspace where field.string.isEmpty: return .closes
    default: _ = field.handle(key)
    }
    return .stays
  }

  private mutating func complete() {
    guard purpose == .command else { return }
    let candidates = CommandTable.completions(of: field.string)
    guard var common = candidates.first else { return }
    for candidate in candidates {
      common = String(zip(common, candidate).prefix { $0 == $1 }.map(\.0))
    }
    field.replace(with: candidates.count == 1 ? common + " " : common)
  }

  private mutating func recall(_ step: Int) {
    guard !history.isEmpty else { return }
    let index = (historyIndex ?? history.count) + step
    guard index >= 0 else { return }
    historyIndex = min(index, history.count)
    field.replace(with: index < history.count ? history[index] : "")
  }

  func draw(on surface: inout Surface, in area: Rectangle, _ context: DrawContext) {
    surface.fill(area)
    let end = surface.put(
      " \(label) ", row: area.row, column: area.column, style: context.theme.notice)
    if case .confirm = purpose {
      surface.cursor = .init(row: area.row, column: min(end, surface.columns - 1))
    } else {
      field.draw(
        on: &surface, row: area.row, column: end, columns: area.endColumn - end - 1,
        style: context.theme.hint)
    }
  }
}
