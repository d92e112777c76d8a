/// A terminal without a window: bytes go in, a screen, replies and events come out.
///
/// It behaves as xterm does. It belongs to one thread, does no I/O and knows no time. Whatever
/// bytes a program sends, the emulator neither traps nor grows beyond its limits.
///
/// Rows count from zero at the top of the screen; negative rows are the scrollback, −1 the newest.
/// A row's *line number* stays the same while output scrolls it up and away.
public final class TerminalEmulator {
  // One struct, entered once per call: a class checks exclusive access at every touch, which would
  // cost several times what printing a character does.
  var core: TerminalCore

  /// - Parameters:
  ///   - rows: height, clamped to 1...2000.
  ///   - columns: width, clamped to 1...2000.
  ///   - scrollbackLimit: how many rows are kept that have left the screen at the top.
  public init(rows: Int, columns: Int, scrollbackLimit: Int = 10_000) {
    core = TerminalCore(rows: rows, columns: columns, scrollbackLimit: scrollbackLimit)
  }

  // MARK: Input

  /// Obeys a batch of a program's output. A batch may begin and end anywhere.
  public func feed(_ bytes: Span<UInt8>) { core.feed(bytes) }

  public func feed(_ bytes: [UInt8]) { core.feed(bytes.span) }

  public func feed(_ text: String) { feed(Array(text.utf8)) }

  /// Changes the size. The main screen's wrapped lines are wrapped anew, the alternate screen is
  /// cut or extended.
  public func resize(rows: Int, columns: Int) { core.screen.resize(rows: rows, columns: columns) }

  /// Widths of characters, where the user wants other than Unicode's.
  public var characterWidth: CharacterWidth {
    get { core.screen.widths }
    set { core.screen.widths = newValue }
  }

  /// The size of a cell in pixels, for programs that ask.
  public var cellPixelSize: (width: Int, height: Int) {
    get { core.screen.cellPixelSize }
    set { core.screen.cellPixelSize = newValue }
  }

  // MARK: What the program is to hear

  /// Answers to the program's questions since the last call, to be sent to it.
  public func takeReplies() -> [UInt8] {
    guard !core.screen.replies.isEmpty else { return [] }

    defer { core.screen.replies = [] }
    return core.screen.replies
  }

  /// What happened since the last call besides changes of the screen.
  public func takeEvents() -> [TerminalEvent] {
    guard !core.screen.events.isEmpty else { return [] }

    defer { core.screen.events = [] }
    return core.screen.events
  }

  // MARK: State

  public var rows: Int { core.screen.rows }
  public var columns: Int { core.screen.columns }
  public var title: String { core.screen.titles.current.window }
  public var iconTitle: String { core.screen.titles.current.icon }
  public var modes: TerminalModes { core.screen.modes }

  /// Where the cursor is and how it looks.
  public struct CursorState: Equatable, Sendable {
    public var row: Int
    public var column: Int
    public var isVisible: Bool
    public var style: CursorStyle
  }

  public var cursor: CursorState {
    CursorState(
      row: core.screen.cursor.row, column: core.screen.cursor.column,
      isVisible: core.screen.modes.flags.contains(.cursorVisible),
      style: core.screen.cursorStyle)
  }

  /// The colour of a number 0–255, if the program has redefined it.
  public func redefinedColor(_ index: UInt8) -> TerminalColor? {
    core.screen.colors.overrides[Int(index)]
  }

  /// Foreground, background and cursor colour, where the program has chosen them (OSC 10–12).
  public var redefinedForeground: TerminalColor? { core.screen.colors.dynamicOverrides[0] }
  public var redefinedBackground: TerminalColor? { core.screen.colors.dynamicOverrides[1] }
  public var redefinedCursorColor: TerminalColor? { core.screen.colors.dynamicOverrides[2] }

  /// How many sequences were met that mean nothing to us, and were swallowed.
  public var unknownSequenceCount: Int { core.screen.unknownSequences }

  // MARK: Lines

  /// How many rows of scrollback there are.
  public var scrollbackCount: Int { core.screen.scrollbackCount }

  /// The line number of the screen's top row.
  public var topLineNumber: Int { core.screen.scrollback.droppedCount + scrollbackCount }

  /// The line number of the oldest row there is.
  public var firstLineNumber: Int { core.screen.scrollback.droppedCount }

  /// Lends the cells of a row, as many as there are columns. Calls nothing for a row that is not
  /// there and answers `nil`.
  public func withRow<Result>(_ row: Int, _ body: (Span<Cell>) -> Result) -> Result? {
    core.screen.withRow(row, body)
  }

  /// Whether the text of a row goes on in the next: it was wrapped, not ended.
  public func isWrapped(_ row: Int) -> Bool { core.screen.flags(row).contains(.wrapped) }

  /// How large the characters of a row are. Of a larger one's cells the first half is seen.
  public func lineSize(ofRow row: Int) -> LineSize { core.screen.flags(row).size }

  /// Whether a shell marked a prompt in this row (OSC 133).
  public func isPrompt(_ row: Int) -> Bool { core.screen.flags(row).contains(.prompt) }

  /// How a cell looks. Only until the emulator is fed again.
  public func style(of cell: Cell) -> CellStyle { core.screen.styles[cell.styleIndex] }

  /// The scalars in a cell, none for a blank or the right half of a wide character.
  public func forEachScalar(of cell: Cell, _ body: (Unicode.Scalar) -> Void) {
    core.screen.graphemes.forEachScalar(cell.content) { value in
      if let scalar = Unicode.Scalar(value) { body(scalar) }
    }
  }

  /// The address of a link, by `CellStyle.hyperlink`.
  public func hyperlink(_ number: UInt32) -> String? { core.screen.hyperlinks[number]?.address }

  /// What has to be drawn again since the last call.
  public func takeDamage() -> Damage { core.screen.takeDamage() }

  // MARK: Text

  /// A row as plain text, without blanks at the end.
  public func text(ofRow row: Int) -> String { core.screen.text(ofRow: row) }

  /// What a row contributes to its line, blanks at the end of a wrapped row included.
  public func lineText(ofRow row: Int) -> String { core.screen.lineText(ofRow: row) }

  /// The screen as plain text, a line for each row.
  public func screenText() -> String {
    (0..<rows).map { text(ofRow: $0) + "\n" }.joined()
  }

  /// Scrollback and screen as plain text, wrapped lines put together again.
  public func fullText() -> String {
    var text = ""
    for row in -scrollbackCount..<rows {
      text += core.screen.lineText(ofRow: row)
      if !isWrapped(row) { text += "\n" }
    }
    return text
  }

  /// Output that turns a fresh emulator of the same size into a copy of this one: both screens,
  /// the newest `scrollbackLines` rows of history, cursor, modes, margins, titles and all else,
  /// down to a sequence that has arrived only in part.
  public func snapshot(scrollbackLines: Int = .max) -> [UInt8] {
    core.snapshot(scrollbackLines: scrollbackLines)
  }
}
