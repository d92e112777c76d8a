@testable import TerminalEmulator

extension TerminalEmulator {
  /// All that can be seen of a terminal, as text to compare: cells with their styles, both screens,
  /// history, cursor, modes and what else a snapshot has to carry.
  func describe(history: Bool = true) -> String {
    var lines: [String] = []
    var screen = core.screen
    if history {
      for row in -screen.scrollbackCount..<0 {
        let row = screen.historyRow(row)
        lines.append("history " + screen.describe(row))
      }
    }
    for row in 0..<screen.rows { lines.append("shown   " + screen.describe(screen.grid.row(row))) }
    for row in 0..<screen.rows {
      lines.append("hidden  " + screen.describe(screen.hiddenGrid.row(row)))
    }
    lines.append("cursor \(screen.cursor) \(screen.cursorStyle)")
    lines.append("pen \(screen.describe(screen.pen)) \(screen.protection)")
    lines.append("margins \(screen.margins)")
    lines.append("modes \(String(screen.modes.flags.rawValue, radix: 2))")
    lines.append("keys \(screen.modes.modifyOtherKeys)")
    lines.append("sets \(screen.charsets)")
    for saved in [screen.savedCursor, screen.hiddenSavedCursor] {
      lines.append("saved \(saved.cursor) \(screen.describe(saved.style)) \(saved.charsets)")
      lines.append("saved \(saved.protection) \(saved.usesOrigin)")
    }
    lines.append("tabs \(screen.tabs.stops.indices.filter { screen.tabs.stops[$0] })")
    lines.append("titles \(screen.titles)")
    lines.append("colors \(screen.colors.overrides.sorted { $0.key < $1.key })")
    lines.append("colors \(screen.colors.dynamicOverrides.sorted { $0.key < $1.key })")
    lines.append("stack \(screen.graphicsStack.map { screen.describe($0) })")
    lines.append("extent \(screen.attributeExtent)")
    lines.append("parser \(core.parser.pendingBytes)")
    return lines.joined(separator: "\n")
  }
}

extension Screen {
  func describe(_ row: ReflowRow) -> String {
    var text = ""
    var style = -1
    let end = row.cells.lastIndex { $0 != .blank } ?? row.cells.startIndex - 1
    for cell in row.cells[...end] where !cell.isContinuation {
      if cell.styleIndex != style {
        style = cell.styleIndex
        text += "{\(describe(styles[style]))}"
      }
      if cell.isProtected, cell.content != 0 { text += "¶" }
      if cell.content == 0 { text += "·" }
      var bytes: [UInt8] = []
      graphemes.forEachScalar(cell.content) { bytes.append(utf8: $0) }
      text += String(decoding: bytes, as: UTF8.self)
    }
    return text + (row.isPrompt ? " prompt" : "") + (row.size == .single ? "" : " \(row.size)")
  }

  func describe(_ style: CellStyle) -> String {
    style.graphicsText + (hyperlinks[style.hyperlink].map { " \($0.address)" } ?? "")
  }
}

/// Compares two terminals, and shows the lines that differ.
func differences(_ one: TerminalEmulator, _ other: TerminalEmulator, history: Bool = true) -> String
{
  let (a, b) = (one.describe(history: history), other.describe(history: history))
  guard a != b else { return "" }

  let (left, right) = (a.split(separator: "\n"), b.split(separator: "\n"))
  var text = left.count == right.count ? "" : "\(left.count) lines, \(right.count) lines\n"
  for (x, y) in zip(left, right) where x != y { text += " is     \(x)\n should \(y)\n" }
  return text
}
