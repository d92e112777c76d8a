/// Puts frames together from what a stream delivers.
struct FrameAssembler {
  struct Frame {
    let kind: UInt8
    let fields: ArraySlice<UInt8>
  }

  private var buffer: [UInt8] = []
  private var start = 0

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      start = 0
    } else if start > ConsoleProtocol.maximumFrameLength {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next frame that is complete.
  mutating func next() throws(MalformedMessage) -> Frame? {
    guard buffer.count - start >= 4 else { return nil }
    let length = (0..<4).reduce(0) { $0 | Int(buffer[start + $1]) << ($1 * 8) }
    guard length > 0 else { throw MalformedMessage("a frame is empty") }
    guard length <= ConsoleProtocol.maximumFrameLength else {
      throw MalformedMessage("a frame of \(length) bytes is too long")
    }
    guard buffer.count - start >= 4 + length else { return nil }
    let first = start + 4
    start = first + length
    return Frame(kind: buffer[first], fields: buffer[first + 1..<start])
  }
}
