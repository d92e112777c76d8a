/// What was received and not yet read: complete lines, then the line being edited.
///
/// ```
///   tail              canonicalHead         head
///    │ line \n line \n │ line being edited   │   free
/// ```
/// Positions only grow; a byte's place is its position modulo the capacity. Outside canonical mode
/// everything from `tail` to `head` can be read.
struct InputBuffer {
  /// As Linux's N_TTY_BUF_SIZE: the longest line with its end.
  static let capacity = 4096
  private static let mask = capacity - 1

  private var bytes = [UInt8](repeating: 0, count: capacity)
  private var endsLine = [Bool](repeating: false, count: capacity)
  private(set) var head = 0
  private(set) var canonicalHead = 0
  private(set) var tail = 0

  /// Bytes received and not read, the unfinished line included.
  var count: Int { head - tail }
  var isEmpty: Bool { head == tail }
  var hasLine: Bool { canonicalHead != tail }
  /// Nothing has been typed since the last end of line.
  var isAtLineStart: Bool { head == canonicalHead }

  subscript(position: Int) -> UInt8 { bytes[position & Self.mask] }

  mutating func append(_ byte: UInt8) {
    bytes[head & Self.mask] = byte
    head += 1
  }

  /// Appends a byte that completes a line. NUL stands for end of file and is not read.
  mutating func appendLineEnd(_ byte: UInt8) {
    endsLine[head & Self.mask] = true
    append(byte)
    canonicalHead = head
  }

  /// Takes back the last bytes of the unfinished line.
  mutating func truncate(to position: Int) { head = max(position, canonicalHead) }

  mutating func removeAll() {
    forgetLines()
    tail = head
    canonicalHead = head
  }

  /// Leaves canonical mode: what is there can be read as it is.
  mutating func forgetLines() {
    for position in tail..<head { endsLine[position & Self.mask] = false }
    canonicalHead = tail
  }

  /// Enters canonical mode: what is there already counts as a line.
  mutating func makeLine() {
    forgetLines()
    guard head != tail else { return }
    endsLine[(head - 1) & Self.mask] = true
    canonicalHead = head
  }

  /// At most `limit` bytes, not beyond the end of the first line. Empty for an end of file.
  mutating func takeLine(limit: Int) -> [UInt8] {
    // One further than asked: an end of file right behind the last byte goes with it.
    let end = min(canonicalHead, tail + limit + 1)
    let lineEnd = (tail..<end).first { endsLine[$0 & Self.mask] }
    guard let lineEnd else { return take(min(limit, end - tail)) }
    if self[lineEnd] == 0 {
      endsLine[lineEnd & Self.mask] = false
      let line = take(lineEnd - tail)
      tail += 1
      return line
    }
    guard lineEnd - tail < limit else { return take(limit) }
    endsLine[lineEnd & Self.mask] = false
    return take(lineEnd + 1 - tail)
  }

  /// At most `limit` bytes, lines or not.
  mutating func take(_ limit: Int) -> [UInt8] {
    let count = min(limit, head - tail)
    let taken = (tail..<tail + count).map { self[$0] }
    tail += count
    canonicalHead = max(canonicalHead, tail)
    return taken
  }

  /// What FIONREAD tells in canonical mode: the bytes of complete lines, ends of file not counted.
  var lineByteCount: Int {
    let marks = (tail..<canonicalHead).count { endsLine[$0 & Self.mask] && self[$0] == 0 }
    return canonicalHead - tail - marks
  }
}
