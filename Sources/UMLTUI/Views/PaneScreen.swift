import TerminalEmulator

/// A terminal emulator as a pane needs it: its lines as cells of a surface, our events as bytes
/// for the program.
///
/// Lines are counted from the first the terminal ever had, so that a line keeps its number while
/// output scrolls it up and away. The only file that knows the emulator's cells.
final class PaneScreen {
  private let emulator: TerminalEmulator
  private var hasRung = false
  /// What is added to the emulator's numbers of lines, because it came to know the terminal late.
  private var lineOffset = 0
  /// The line being drawn; kept for its memory.
  private var cells: [Cell] = []

  init(rows: Int, columns: Int, historyLimit: Int) {
    emulator = TerminalEmulator(rows: rows, columns: columns, scrollbackLimit: historyLimit)
  }

  var rows: Int { emulator.rows }
  var columns: Int { emulator.columns }
  var title: String { emulator.title }

  // MARK: Output

  func feed(_ bytes: [UInt8]) {
    emulator.feed(bytes)
    // The console service's own emulator has answered the program already.
    _ = emulator.takeReplies()
    if emulator.takeEvents().contains(.bell) { hasRung = true }
  }

  func resize(rows: Int, columns: Int) { emulator.resize(rows: rows, columns: columns) }

  /// Whether the bell rang since one last asked.
  func takeBell() -> Bool {
    defer { hasRung = false }
    return hasRung
  }

  // MARK: Input

  /// How the program in it wants to be told of keys and mouse.
  var input: PaneInput { PaneInput(modes: emulator.modes) }

  /// The program asked for the mouse.
  var tracksMouse: Bool { emulator.modes.mouseTracking != .off }

  /// The program asked for every motion of the mouse, also without a button.
  var tracksMotion: Bool { emulator.modes.mouseTracking == .motion }
  /// The program tells the keypad's keys from others.
  var hasApplicationKeypad: Bool { emulator.modes.isApplicationKeypad }
  /// How much the program wants to know of keys that are held together (xterm's
  /// `modifyOtherKeys`).
  var modifyOtherKeys: Int { emulator.modes.modifyOtherKeys }

  // MARK: Lines

  var oldestLine: Int { emulator.firstLineNumber + lineOffset }
  /// The line in the screen's first row.
  var topLine: Int { emulator.topLineNumber + lineOffset }

  /// Gives the screen's first row this number, and all other lines theirs.
  func number(from topLine: Int) { lineOffset = topLine - emulator.topLineNumber }
  var cursorRow: Int { emulator.cursor.row }

  var visibleCursor: (row: Int, column: Int)? {
    let cursor = emulator.cursor
    let scale = emulator.lineSize(ofRow: cursor.row).columnsPerCell
    return cursor.isVisible ? (cursor.row, cursor.column * scale) : nil
  }

  /// The shape DECSCUSR chose, as its number; 0 leaves it to the user's terminal.
  var cursorShape: Int {
    let style = emulator.cursor.style
    return style == .blinkingBlock ? 0 : style.rawValue
  }

  /// The program is in the middle of a picture and asks not to be shown until it is whole.
  var isHoldingBack: Bool { emulator.modes.isSynchronizedOutput }

  /// The rows down to the last with text in it.
  var usedRows: Int {
    var row = rows
    while row > 0, emulator.text(ofRow: row - 1).isEmpty { row -= 1 }
    return row
  }

  func text(ofLine line: Int) -> String { emulator.text(ofRow: line - topLine) }
  func isWrapped(_ line: Int) -> Bool { emulator.isWrapped(line - topLine) }

  /// The characters in some columns of a line, without blanks at its end.
  func text(ofLine line: Int, columns: Range<Int>) -> String {
    readCells(ofLine: line)
    let scale = columnsPerCell(ofLine: line)
    let seen = columns.lowerBound / scale..<(columns.upperBound + scale - 1) / scale
    var text = ""
    for column in seen.clamped(to: 0..<cells.count) where !cells[column].isContinuation {
      if cells[column].isBlank { text += " " }
      emulator.forEachScalar(of: cells[column]) { text.unicodeScalars.append($0) }
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The first scalar in each column of a line, that of a wide character in both of its columns;
  /// nil for blanks.
  func scalars(ofLine line: Int) -> [Unicode.Scalar?] {
    readCells(ofLine: line)
    let scale = columnsPerCell(ofLine: line)
    var last: Unicode.Scalar?
    return cells.flatMap { cell in
      if !cell.isContinuation {
        last = nil
        emulator.forEachScalar(of: cell) { if last == nil { last = $0 } }
      }
      return repeatElement(last, count: scale)
    }
  }

  /// The column in which each of a line's characters begins; a blank is one, too.
  func characterColumns(ofLine line: Int) -> [Int] {
    readCells(ofLine: line)
    let scale = columnsPerCell(ofLine: line)
    return cells.indices.filter { !cells[$0].isContinuation }.map { $0 * scale }
  }

  /// How many columns of the pane a cell of a line takes.
  func columnsPerCell(ofLine line: Int) -> Int {
    emulator.lineSize(ofRow: line - topLine).columnsPerCell
  }

  // MARK: Drawing

  /// The rows of the screen that look different from when they were last asked for.
  func takeChangedRows() -> [Int] {
    let damage = emulator.takeDamage()
    let isNew = damage.isAppearanceChanged || damage.scrolledRows > 0
    return isNew ? Array(0..<rows) : damage.rows
  }

  /// Draws a line in one row of the surface, cut or filled up to the columns of the place.
  func draw(line: Int, on surface: inout Surface, in place: Rectangle) {
    let palette = Palette(emulator)
    readCells(ofLine: line)
    if columnsPerCell(ofLine: line) > 1 { stretchCells() }
    let drawn = min(cells.count, place.columns)
    let clusters = surface.clusters
    surface.withCells(row: place.row, column: place.column, count: drawn) { target in
      var number: UInt64 = .max
      var style = SurfaceStyle.plain
      for column in 0..<drawn {
        let cell = cells[column]
        // Neighbours mostly look alike.
        if cell.styleNumber != number {
          number = cell.styleNumber
          style = palette.style(emulator.style(of: cell))
        }
        // The left half of one that no longer fits is a blank.
        let isCut = cell.isWide && column + 1 == place.columns
        target[column] =
          isCut
          ? .blank(style)
          : SurfaceCell(
            content: content(of: cell, clusters), style: style, width: UInt8(cell.width))
      }
    }
    guard drawn < place.columns else { return }
    surface.fill(place.inset(left: drawn), with: .blank(palette.style(CellStyle())))
  }

  /// Copies a line, because the emulator must not be asked about cells while it lends them.
  private func readCells(ofLine line: Int) {
    cells.removeAll(keepingCapacity: true)
    var copy: [Cell] = []
    swap(&copy, &cells)
    _ = emulator.withRow(line - topLine) { row in
      row.withUnsafeBufferPointer { copy.append(contentsOf: $0) }
    }
    cells = copy
  }

  /// Gives each character of the line that is being drawn twice its columns: the further ones are
  /// blanks that look like it.
  private func stretchCells() {
    var stretched: [Cell] = []
    for (column, cell) in cells.enumerated() where !cell.isContinuation {
      let blank = Cell(rawValue: cell.styleNumber << 24)
      if cell.isWide, column + 1 < cells.count {
        stretched += [cell, cells[column + 1], blank, blank]
      } else {
        stretched += [cell, blank]
      }
      if stretched.count >= cells.count { break }
    }
    // A wide character may have lost its right half.
    let isCut = stretched.count > cells.count && stretched[cells.count].isContinuation
    if isCut { stretched[cells.count - 1] = stretched[stretched.count - 1] }
    cells = Array(stretched.prefix(cells.count))
  }

  @inline(__always)
  private func content(of cell: Cell, _ clusters: ClusterTable) -> UInt32 {
    if let scalar = cell.scalar {
      return scalar == 0 && !cell.isContinuation ? 0x20 : scalar
    }
    var scalars: [Unicode.Scalar] = []
    emulator.forEachScalar(of: cell) { scalars.append($0) }
    return clusters.content(of: scalars)
  }
}

extension Cell {
  /// Equal for cells of the same style.
  @inline(__always)
  fileprivate var styleNumber: UInt64 { rawValue >> 24 & 0xf_ffff }
}
