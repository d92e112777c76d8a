import CNcurses
import UMLHost

/// The user's terminal, drawn on through ncursesw: it knows the terminal's sequences and sends no
/// more of them than the change needs.
///
/// Owned by the interface's thread; one at a time in a process, for ncurses keeps its state in
/// globals. `close()` gives the terminal back.
final class NCursesTarget: DrawTarget {
  enum StartFailure: Error, Equatable {
    case unknownTerminal(String)
    case tooSimple(String)
  }

  let isUTF8: Bool
  let depth: ColorDepth
  /// The name in terminfo of what we draw on.
  let terminal: String
  private let output: BorrowedDescriptor
  private var isOpen = true
  private var pairs: ColorPairs
  private var hasDirectCells: [Bool]
  private var widthDoubts: [UInt32: Bool] = [:]
  private var run: [cncurses_cell] = []
  private var attributeTable: [UInt32]
  private(set) var rows: Int
  private(set) var columns: Int

  /// Switches to the alternate screen.
  ///
  /// `terminals` are terminfo names to try, the best first; `usesColor` is false on the user's
  /// wish; `isKnownUTF8` overrides a locale that does not say so. Throws when none of the names
  /// will do, the terminal then being untouched.
  init(
    terminals: [String], usesColor: Bool, isKnownUTF8: Bool = false, input: BorrowedDescriptor,
    output: BorrowedDescriptor,
    rows: Int, columns: Int
  ) throws(StartFailure) {
    isUTF8 = cncurses_use_locale(isKnownUTF8 ? 1 : 0) == 1
    var failure = StartFailure.unknownTerminal(terminals.last ?? "")
    var started: String?
    for name in terminals where started == nil {
      switch cncurses_start(name, input.rawValue, output.rawValue) {
      case 0: started = name
      case Int32(CNCURSES_TOO_SIMPLE): failure = .tooSimple(name)
      default: failure = .unknownTerminal(name)
      }
    }
    guard let started else { throw failure }
    terminal = started
    depth = usesColor ? Self.availableDepth() : .none
    pairs = ColorPairs(depth: depth, limit: Int(cncurses_pairs()))
    self.output = output
    self.rows = rows
    self.columns = columns
    hasDirectCells = Array(repeating: false, count: rows)
    attributeTable = Self.makeAttributeTable()
    cncurses_resize(Int32(rows), Int32(columns))
  }

  /// What puts the terminal right when nobody can call `close()` any more.
  var restoreSequence: String {
    var buffer = [CChar](repeating: 0, count: 160)
    let length = cncurses_restore_sequence(&buffer, buffer.count)
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func capability(_ name: String) -> [UInt8]? {
    var buffer = [CChar](repeating: 0, count: 64)
    let length = cncurses_capability(name, &buffer, buffer.count)
    return length < 0 ? nil : buffer[..<Int(length)].map { UInt8(bitPattern: $0) }
  }

  /// Leaves the alternate screen and gives the line its modes back. Where there is no such screen
  /// the picture stays, but for the last row, which is the next one's to write on.
  func close() {
    guard isOpen else { return }
    isOpen = false
    let eraseRow = capability("rmcup") == nil ? capability("el") : nil
    cncurses_end()
    // What follows is how long a terminal of old needs for it.
    if let eraseRow { send([0x0d] + eraseRow.prefix { $0 != UInt8(ascii: "$") }) }
  }

  /// Begins anew after somebody else had the terminal: the next `show` takes it over again.
  func resume() {
    cncurses_suspend()
    cncurses_redraw_all()
  }

  func show(_ runs: [SurfaceRun], of surface: Surface) {
    if pairs.isFull {
      pairs.removeAll()
      cncurses_reset_pairs()
      cncurses_redraw_all()
      draw(SurfaceDiff.everything(surface), of: surface)
    } else {
      draw(runs, of: surface)
    }
  }

  private func draw(_ runs: [SurfaceRun], of surface: Surface) {
    var direct = DirectDrawing(depth: depth)
    for run in runs where run.row < rows {
      // ncurses takes these cells for blanks, so it has to be told that they are not.
      if hasDirectCells[run.row] { cncurses_redraw_row(Int32(run.row)) }
      put(run, of: surface)
      hasDirectCells[run.row] = drawDirectCells(ofRow: run.row, of: surface, with: &direct)
    }
    let cursor = surface.cursor
    cncurses_move(Int32(cursor?.row ?? rows - 1), Int32(cursor?.column ?? columns - 1))
    cncurses_show_cursor(cursor == nil ? 0 : 1)
    cncurses_flush()
    let bytes = direct.finish()
    if !bytes.isEmpty { send(bytes) }
  }

  private func put(_ run: SurfaceRun, of surface: Surface) {
    self.run.removeAll(keepingCapacity: true)
    var previous = SurfaceStyle.plain
    var pair: Int32 = 0
    var attributes: UInt32 = 0
    for column in run.columns {
      let cell = surface[run.row, column]
      guard cell.width > 0 else { continue }
      if cell.style != previous || column == run.columns.lowerBound {
        previous = cell.style
        pair = pairs.number(for: cell.style) { number, foreground, background in
          cncurses_define_pair(number, Int32(foreground), Int32(background))
        }
        attributes = attributeTable[Int(cell.style.attributes.rawValue & 0x7f)]
      }
      if isDoubtful(cell, in: surface) {
        append(content: isUTF8 ? 0x20 : UInt32(UInt8(ascii: "?")), pair, attributes)
        if cell.width == 2 { append(content: 0x20, pair, attributes) }
      } else if cell.isCluster {
        append(surface.clusters.scalars(of: cell.content), pair, attributes)
      } else {
        append(content: cell.content, pair, attributes)
      }
    }
    cncurses_put(Int32(run.row), Int32(run.columns.lowerBound), self.run, Int32(self.run.count))
  }

  private func append(content: UInt32, _ pair: Int32, _ attributes: UInt32) {
    run.append(
      cncurses_cell(scalars: (content, 0, 0, 0, 0), attributes: attributes, pair: pair))
  }

  private func append(_ scalars: [Unicode.Scalar], _ pair: Int32, _ attributes: UInt32) {
    let value = { (index: Int) in index < scalars.count ? scalars[index].value : 0 }
    run.append(
      cncurses_cell(
        scalars: (value(0), value(1), value(2), value(3), value(4)), attributes: attributes,
        pair: pair))
  }

  private func drawDirectCells(
    ofRow row: Int, of surface: Surface, with direct: inout DirectDrawing
  ) -> Bool {
    var found = false
    for column in 0..<surface.columns {
      let cell = surface[row, column]
      guard cell.content >= 0x300, isDoubtful(cell, in: surface) else { continue }
      found = true
      guard isUTF8 else { continue }
      direct.put(
        surface.clusters.scalars(of: cell.content), row: row, column: column, style: cell.style)
    }
    return found
  }

  /// Whether ncurses, the terminal and we may not agree on the cell's width.
  private func isDoubtful(_ cell: SurfaceCell, in surface: Surface) -> Bool {
    if cell.content < 0x300 { return !isUTF8 && cell.content > 0x7f }
    if let known = widthDoubts[cell.content] { return known }
    let scalars = surface.clusters.scalars(of: cell.content)
    let doubt = Self.isDoubtful(scalars, width: Int(cell.width), isUTF8: isUTF8)
    if widthDoubts.count > ClusterTable.limit { widthDoubts.removeAll() }
    widthDoubts[cell.content] = doubt
    return doubt
  }

  private static func isDoubtful(_ scalars: [Unicode.Scalar], width: Int, isUTF8: Bool) -> Bool {
    guard isUTF8, let base = scalars.first, scalars.count <= 5 else { return true }
    // Emoji: terminals differ by age.
    if (0x1f000...0x1faff).contains(base.value) { return true }
    if Int(cncurses_width(base.value)) != width { return true }
    return scalars.dropFirst().contains {
      cncurses_width($0.value) != 0 || $0 == "\u{200d}" || (0xfe00...0xfe0f).contains($0.value)
    }
  }

  func resize(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    hasDirectCells = Array(repeating: false, count: rows)
    cncurses_resize(Int32(rows), Int32(columns))
    cncurses_redraw_all()
  }

  /// A cluster's number may mean another cluster from now on, so what is known of them goes too.
  func forget() {
    widthDoubts.removeAll()
    cncurses_redraw_all()
  }

  func beep() { cncurses_beep() }

  /// Sends a sequence that is not ncurses' business: modes, the title. Not between `show`'s parts.
  func send(_ bytes: [UInt8]) {
    // A terminal that has gone is noticed where its input is read.
    try? output.writeAll(bytes)
  }

  private static func availableDepth() -> ColorDepth {
    let colors = Int(cncurses_colors())
    if colors < 8 { return .none }
    return cncurses_direct_color() == 1 && colors > 256 ? .direct : .palette(min(colors, 256))
  }

  private static func makeAttributeTable() -> [UInt32] {
    let bits = [
      cncurses_attribute_bold(), cncurses_attribute_dim(), cncurses_attribute_italic(),
      cncurses_attribute_underline(), cncurses_attribute_blink(), cncurses_attribute_reverse(),
      cncurses_attribute_invisible(),
    ]
    return (0..<128).map { value in
      bits.enumerated().reduce(UInt32(0)) { $0 | (value >> $1.offset & 1 == 1 ? $1.element : 0) }
    }
  }
}
