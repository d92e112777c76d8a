import Testing

@testable import UMLTUI

@Suite struct KeyMapTests {
  @Test("no key has two meanings, and every binding explains itself")
  func isConsistent() {
    let map = KeyMap()
    let keys = map.bindings.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    #expect(map.bindings.allSatisfy { !$0.help.isEmpty && !$0.label.isEmpty })
  }

  @Test(
    "tmux's keys mean what they mean in tmux",
    arguments: [
      ("%", Command.split(.sideBySide)), ("\"", .split(.stacked)), ("c", .newTab),
      ("z", .toggleZoom), ("d", .detach), ("7", .selectTab(7)), ("[", .scroll), ("x", .closePane),
    ] as [(KeyEvent, Command)])
  func familiar(key: KeyEvent, command: Command) {
    #expect(KeyMap().binding(for: key)?.command == command)
  }

  @Test(
    "commands are found by name, by a clear beginning, with their arguments",
    arguments: [
      ("zoom", Command.toggleZoom), ("det", .detach), ("select-tab 3", .selectTab(3)),
      ("resize left 4", .resize(.left, cells: 4)), ("swap next", .swapPane(forward: true)),
    ])
  func parses(text: String, command: Command) throws {
    #expect(try CommandTable.parse(text) == command)
  }

  @Test(
    "wrong commands are answered with what was wrong",
    arguments: [
      ("frobnicate", "no command 'frobnicate'; the list: help"),
      ("s", "no command 's'; the list: help"),
      ("select-tab x", "usage: select-tab NUMBER"), ("zoom now", "usage: zoom"),
    ])
  func refuses(text: String, message: String) {
    let failure = #expect(throws: CommandTable.Failure.self) { try CommandTable.parse(text) }
    #expect(failure?.message == message)
  }
}
