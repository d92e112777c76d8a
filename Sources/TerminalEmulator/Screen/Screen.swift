/// Everything a terminal is, as one value: what the parser's words are done to.
///
/// The parts that work on it are extensions in the files beside this one. All coordinates count
/// from zero inside; what arrives in sequences counts from one.
struct Screen {
  static let largestSide = 2000
  /// Replies nobody fetches are dropped beyond this, in bytes.
  static let replyLimit = 1 << 16
  static let eventLimit = 1024
  static let usualCellPixelSize = (width: 8, height: 16)

  var rows: Int
  var columns: Int
  /// The width the owner gave, to have again when what a program chose (DECCOLM) is reset.
  var windowColumns: Int
  /// The screen being shown and written to.
  var grid: Grid
  /// The other of main and alternate screen.
  var hiddenGrid: Grid
  var cursor = Cursor()
  var margins: Margins
  var tabs: TabStops
  var modes = TerminalModes()
  var charsets = CharacterSets()
  var protection = Protection()
  /// The sets to have again when VT52 mode ends.
  var charsetsBeforeVT52 = CharacterSets()
  /// What DECSC saved, one for each screen.
  var savedCursor = SavedCursor()
  var hiddenSavedCursor = SavedCursor()

  var pen = CellStyle.standard { didSet { penNumber = nil } }
  /// The pen's number in `styles`, once looked up; with the number of its erasing form.
  var penNumber: (pen: Int, erasing: Int)?

  var styles = StyleTable()
  var graphemes = GraphemeTable()
  var hyperlinks = HyperlinkTable()
  var widths = CharacterWidth()
  var scrollback: Scrollback

  /// The content printed last, while the cursor has not moved since: for REP, and for scalars
  /// that join it.
  var lastPrinted: UInt32 = 0
  /// Whether no control came after it, which would leave REP nothing to repeat.
  var canRepeat = false
  var cursorStyle = CursorStyle.blinkingBlock
  var graphicsStack: [CellStyle] = []
  var titles = Titles()
  var window = WindowState()
  var colors = ColorTable()
  var savedModes: [Int: Bool] = [:]
  /// What DECSACE chose: 2 makes DECCARA change rectangles, else it changes streams.
  var attributeExtent = 0
  var sendsEightBitControls = false
  var conformanceLevel = 65
  var checksumExtension = ChecksumExtension.standard
  var cellPixelSize = Self.usualCellPixelSize

  var replies: [UInt8] = []
  var events: [TerminalEvent] = []
  var unknownSequences = 0
  var scrolledRows = 0
  var isAppearanceChanged = true
  var isCursorRestyled = true
  var drawnCursor = Cursor()

  init(rows: Int, columns: Int, scrollbackLimit: Int) {
    self.rows = rows
    self.columns = columns
    windowColumns = columns
    grid = Grid(rows: rows, columns: columns)
    hiddenGrid = grid
    margins = Margins(rows: rows, columns: columns)
    tabs = TabStops(columns: columns)
    scrollback = Scrollback(limit: scrollbackLimit)
  }

  var isAlternate: Bool { modes.flags.contains(.alternateScreen) }

  /// The numbers of the pen and of what erasing leaves behind.
  @inline(__always)
  mutating func penNumbers() -> (pen: Int, erasing: Int) {
    if let penNumber { return penNumber }

    return lookUpPen()
  }

  private mutating func lookUpPen() -> (pen: Int, erasing: Int) {
    sweepIfNeeded()
    let erasing = pen.packedBackground == .standard ? 0 : styles.number(for: pen.erasing)
    let numbers = (pen: styles.number(for: pen), erasing: erasing)
    penNumber = numbers
    return numbers
  }

  /// The cell that erasing leaves: blank, on the pen's background (xterm's `bce`).
  var erasedCell: Cell {
    mutating get { Cell(content: 0, style: penNumbers().erasing) }
  }

  mutating func sweepIfNeeded() {
    if styles.needsSweep { sweepStyles() }
    if graphemes.needsSweep { sweepGraphemes() }
  }

  private mutating func sweepStyles() {
    var isLive = [Bool](repeating: false, count: styles.styles.count)
    for grid in [grid, hiddenGrid] { grid.forEachUsedCell { isLive[$0.styleIndex] = true } }
    styles.sweep(keeping: isLive)
    penNumber = nil
  }

  private mutating func sweepGraphemes() {
    var isLive = [Bool](repeating: false, count: graphemes.count)
    for grid in [grid, hiddenGrid] {
      grid.forEachUsedCell { if $0.isGrapheme { graphemes.mark($0.content, in: &isLive) } }
    }
    graphemes.mark(lastPrinted, in: &isLive)
    graphemes.sweep(keeping: isLive)
  }

  mutating func report(_ event: TerminalEvent) {
    if events.count < Self.eventLimit { events.append(event) }
  }
}
