/// The rows that have left the main screen at the top, oldest first.
///
/// Rows are packed one behind another into chunks, so that ordinary history costs its text and
/// about seven bytes a row, and dropping the oldest costs nothing. After a change of width the rows
/// are cut anew only when somebody looks at them or takes one back.
struct Scrollback {
  struct RowFlags: OptionSet {
    let rawValue: UInt8
    static let wrapped = RowFlags(rawValue: 1)
    static let prompt = RowFlags(rawValue: 2)
    /// One byte stands for each cell, all in the default style.
    static let plain = RowFlags(rawValue: 4)

    private static let sizeShift: UInt8 = 3

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(isWrapped: Bool, isPrompt: Bool, size: LineSize) {
      rawValue =
        (isWrapped ? Self.wrapped.rawValue : 0) | (isPrompt ? Self.prompt.rawValue : 0)
        | size.rawValue << Self.sizeShift
    }

    init(_ info: RowInfo) {
      self.init(isWrapped: info.isWrapped, isPrompt: info.isPrompt, size: info.size)
    }

    var size: LineSize { LineSize(rawValue: rawValue >> Self.sizeShift & 3) ?? .single }
  }

  private struct Chunk {
    static let size = 1 << 16
    var bytes: [UInt8] = []
    var starts: [UInt32] = []

    func range(_ row: Int) -> Range<Int> {
      let end = row + 1 < starts.count ? Int(starts[row + 1]) : bytes.count
      return Int(starts[row])..<end
    }
  }

  /// Flags, and the number of cells in two bytes.
  private static let headerSize = 3

  let limit: Int
  private var chunks: [Chunk] = []
  /// How many rows of the first chunk have been dropped.
  private var droppedInFirst = 0
  private var stored = 0
  /// How many rows have been dropped for good: the number of the oldest row left.
  private(set) var droppedCount = 0
  /// The width to cut the rows to before they are looked at.
  var pendingWidth: Int?

  init(limit: Int, droppedCount: Int = 0) {
    self.limit = max(limit, 0)
    self.droppedCount = droppedCount
  }

  /// How many rows there are. Rows have to be up to date, see `reflowIfNeeded`.
  var count: Int { stored }

  /// Bytes of memory the rows take, about.
  var byteCount: Int {
    chunks.reduce(0) { $0 + $1.bytes.capacity + $1.starts.capacity * 4 }
  }

  mutating func append(
    _ cells: Span<Cell>, flags: RowFlags, styles: StyleTable, graphemes: GraphemeTable
  ) {
    guard limit > 0 else {
      droppedCount += 1
      return
    }

    openChunk()
    let last = chunks.count - 1
    let start = Self.appendHeader(flags, cells.count, to: &chunks[last])
    let isPlain = LineEncoder.append(
      cells, to: &chunks[last].bytes, styles: styles, graphemes: graphemes)
    if isPlain { chunks[last].bytes[start] |= RowFlags.plain.rawValue }
    didAppend()
  }

  /// Appends a row whose bytes are its cells, or that was encoded before.
  mutating func append(encoded payload: ArraySlice<UInt8>, cellCount: Int, flags: RowFlags) {
    openChunk()
    let last = chunks.count - 1
    _ = Self.appendHeader(flags, cellCount, to: &chunks[last])
    chunks[last].bytes.append(contentsOf: payload)
    didAppend()
  }

  /// Appends a row of one byte a cell.
  mutating func append(encoded row: UnsafeBufferPointer<UInt8>, flags: RowFlags) {
    openChunk()
    let last = chunks.count - 1
    _ = Self.appendHeader(flags, row.count, to: &chunks[last])
    chunks[last].bytes.append(contentsOf: row)
    didAppend()
  }

  private static func appendHeader(_ flags: RowFlags, _ cellCount: Int, to chunk: inout Chunk)
    -> Int
  {
    let start = chunk.bytes.count
    chunk.starts.append(UInt32(start))
    chunk.bytes.append(flags.rawValue)
    chunk.bytes.append(UInt8(truncatingIfNeeded: cellCount))
    chunk.bytes.append(UInt8(truncatingIfNeeded: cellCount >> 8))
    return start
  }

  private mutating func openChunk() {
    if let last = chunks.last, last.bytes.count < Chunk.size { return }

    chunks.append(Chunk())
  }

  private mutating func didAppend() {
    stored += 1
    if stored > limit { dropFirst() }
  }

  private mutating func dropFirst() {
    stored -= 1
    droppedCount += 1
    droppedInFirst += 1
    if droppedInFirst == chunks[0].starts.count {
      chunks.removeFirst()
      droppedInFirst = 0
    }
  }

  mutating func removeAll() {
    droppedCount += stored
    chunks = []
    droppedInFirst = 0
    stored = 0
    pendingWidth = nil
  }

  /// Appends the cells of a row to `cells`. Rows count from the oldest.
  func read(
    _ row: Int, into cells: inout [Cell], styles: inout StyleTable, graphemes: inout GraphemeTable
  ) {
    LineDecoder.decode(payload(row), into: &cells, styles: &styles, graphemes: &graphemes)
  }

  /// The packed cells of a row.
  func payload(_ row: Int) -> ArraySlice<UInt8> {
    let (chunk, index) = locate(row)
    let range = chunks[chunk].range(index)
    return chunks[chunk].bytes[range.lowerBound + Self.headerSize..<range.upperBound]
  }

  func flags(_ row: Int) -> RowFlags {
    let (chunk, index) = locate(row)
    return RowFlags(rawValue: chunks[chunk].bytes[Int(chunks[chunk].starts[index])])
  }

  func cellCount(_ row: Int) -> Int {
    let (chunk, index) = locate(row)
    let start = Int(chunks[chunk].starts[index])
    return Int(chunks[chunk].bytes[start + 1]) | Int(chunks[chunk].bytes[start + 2]) << 8
  }

  /// Whether the newest row's text goes on in the screen's first.
  var endsWrapped: Bool { stored > 0 && flags(stored - 1).contains(.wrapped) }

  /// Ends the newest row's line there.
  mutating func endLastLine() {
    guard endsWrapped, let last = chunks.last?.starts.last else { return }

    chunks[chunks.count - 1].bytes[Int(last)] &= ~RowFlags.wrapped.rawValue
  }

  mutating func removeLast() {
    let last = chunks.count - 1
    let start = Int(chunks[last].starts.removeLast())
    chunks[last].bytes.removeSubrange(start...)
    stored -= 1
    if chunks[last].starts.isEmpty || stored == 0 {
      chunks.removeLast()
      if chunks.isEmpty { droppedInFirst = 0 }
    }
  }

  private func locate(_ row: Int) -> (chunk: Int, index: Int) {
    precondition(row >= 0 && row < stored, "a row of the scrollback must exist")
    // Most questions are about recent rows.
    var chunk = chunks.count - 1
    var fromEnd = stored - row
    while fromEnd > chunks[chunk].starts.count {
      fromEnd -= chunks[chunk].starts.count
      chunk -= 1
    }
    return (chunk, chunks[chunk].starts.count - fromEnd)
  }
}
