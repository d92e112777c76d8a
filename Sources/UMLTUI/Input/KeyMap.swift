/// The prefix key and what the keys after it do. Everything else belongs to the guest.
struct KeyMap: Sendable {
  let prefix: KeyEvent
  let bindings: [KeyBinding]

  /// The usual keys after Control and a letter.
  init(prefixLetter: Unicode.Scalar = "b") {
    prefix = .control(prefixLetter)
    let sendPrefix = KeyBinding(
      .guests, [prefix], .sendPrefix, "send \(prefix) itself to the guest")
    bindings = Self.panes + Self.tabs + Self.history + Self.guests + [sendPrefix] + Self.program
  }

  func binding(for key: KeyEvent) -> KeyBinding? {
    bindings.first { $0.keys.contains(key) }
  }

  // tmux's keys where tmux has one for it.

  private static let panes: [KeyBinding] =
    [
      .init(
        .panes, ["%", "|"], .split(.sideBySide), "open another console to the right",
        hint: "split", hintKeys: "% \""),
      .init(
        .panes, ["\"", "-"], .split(.stacked), "open another console below"),
      .init(.panes, [KeyEvent(.up)], .focus(.up), "go to the pane above", isRepeatable: true),
      .init(.panes, [KeyEvent(.down)], .focus(.down), "go to the pane below", isRepeatable: true),
      .init(
        .panes, [KeyEvent(.left)], .focus(.left), "go to the pane at the left", isRepeatable: true),
      .init(
        .panes, [KeyEvent(.right)], .focus(.right), "go to the pane at the right",
        isRepeatable: true),
      .init(.panes, ["o"], .focusNext, "go to the next pane"),
      .init(.panes, [";"], .focusLast, "go back to the pane used before"),
      .init(.panes, ["q"], .showPaneNumbers, "show the panes' numbers; a digit goes there"),
      .init(
        .panes, ["z"], .toggleZoom, "let this pane fill the tab, or shrink it back", hint: "zoom"),
      .init(.panes, [" "], .nextLayout, "arrange the panes in the next ready layout"),
      .init(.panes, ["{"], .swapPane(forward: false), "change places with the pane before"),
      .init(.panes, ["}"], .swapPane(forward: true), "change places with the next pane"),
      .init(.panes, ["!"], .breakPane, "move this pane to a tab of its own"),
      .init(.panes, ["x"], .closePane, "close this pane (asks); the guest runs on"),
    ] + resizing

  private static let resizing: [KeyBinding] =
    [
      (KeyEvent.Key.up, Direction.up, "up"), (.down, .down, "down"), (.left, .left, "left"),
      (.right, .right, "right"),
    ].flatMap { key, direction, word in
      [
        KeyBinding(
          .panes, [KeyEvent(key, .control)], .resize(direction, cells: 1),
          "move the pane's border \(word)", isRepeatable: true),
        KeyBinding(
          .panes, [KeyEvent(key, .alt)], .resize(direction, cells: 5),
          "move the pane's border \(word) by five", isRepeatable: true),
      ]
    }

  private static let tabs: [KeyBinding] =
    [
      .init(.tabs, ["c"], .newTab, "open a console in a new tab", hint: "new tab"),
      .init(.tabs, ["n"], .nextTab, "go to the next tab"),
      .init(.tabs, ["p"], .previousTab, "go to the tab before"),
      .init(.tabs, ["l"], .lastTab, "go back to the tab used before"),
      .init(.tabs, [","], .renameTab, "give this tab another name"),
      .init(.tabs, ["&"], .closeTab, "close this tab (asks); its guests run on"),
    ]
    + (0...9).map { number in
      KeyBinding(
        .tabs, [.character(Unicode.Scalar(UInt8(0x30 + number)))], .selectTab(number),
        "go to tab \(number)")
    }

  private static let history: [KeyBinding] = [
    .init(
      .history, ["["], .scroll, "look back through the history; q or Esc returns", hint: "scroll"),
    .init(.history, [KeyEvent(.pageUp)], .scrollPageUp, "look back a page at once"),
    .init(.history, ["/"], .search, "search the history upwards"),
    .init(.history, ["]"], .paste, "type what was copied last"),
  ]

  private static let guests: [KeyBinding] = [
    .init(
      .guests, [KeyEvent(.tab), "w"], .switchTo, "choose among all panes and consoles",
      hint: "find"),
    .init(.guests, ["N"], .bootGuest(""), "boot another guest (asks for its words)"),
    .init(.guests, ["X"], .guestMenu, "halt, reboot or restart this pane's guest", hint: "guest"),
    .init(
      .guests, ["a"], .lineMenu, "attach this pane's line to something else, log it, join it"),
    .init(
      .guests, ["L"], .toggleCable, "join a serial line with another guest's, or unjoin it"),
    .init(.guests, ["b"], .sendBreak, "send BREAK on this pane's line"),
  ]

  private static let program: [KeyBinding] = [
    .init(.program, ["d"], .detach, "leave; all guests run on", hint: "detach"),
    .init(.program, [":"], .commandPrompt, "type a command by name"),
    .init(.program, ["?"], .help, "show this list", hint: "all keys"),
    .init(.program, ["r"], .redraw, "draw the whole screen again"),
    .init(.program, ["m"], .toggleMouse, "use the mouse, or leave it to your terminal"),
  ]
}
