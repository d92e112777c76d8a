/// Takes the fields of one frame apart. Nothing in it is trusted.
struct MessageReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func read<Value: FixedWidthInteger>(
    _ type: Value.Type = Value.self
  ) throws(MalformedMessage) -> Value {
    let width = MemoryLayout<Value>.size
    guard bytes.endIndex - position >= width else { throw MalformedMessage("it ends too early") }
    var value: Value = 0
    for index in 0..<width {
      value |= Value(truncatingIfNeeded: bytes[position + index]) << Value(index * 8)
    }
    position += width
    return value
  }

  mutating func readBool() throws(MalformedMessage) -> Bool {
    switch try read(UInt8.self) {
    case 0: false
    case 1: true
    case let other: throw MalformedMessage("\(other) is neither yes nor no")
    }
  }

  mutating func readText() throws(MalformedMessage) -> String {
    let count = Int(try read(UInt16.self))
    guard count <= ConsoleProtocol.maximumTextLength else {
      throw MalformedMessage("a text of \(count) bytes is too long")
    }
    guard bytes.endIndex - position >= count else { throw MalformedMessage("it ends in a text") }
    let text = String(decoding: bytes[position..<position + count], as: UTF8.self)
    position += count
    return text
  }

  mutating func readList<Element>(
    _ read: (inout MessageReader) throws(MalformedMessage) -> Element
  ) throws(MalformedMessage) -> [Element] {
    let count = Int(try self.read(UInt16.self))
    guard count <= ConsoleProtocol.maximumListLength else {
      throw MalformedMessage("a list of \(count) is too long")
    }
    var elements: [Element] = []
    for _ in 0..<count { elements.append(try read(&self)) }
    return elements
  }

  /// All that is left.
  mutating func readRest() -> [UInt8] {
    defer { position = bytes.endIndex }
    return [UInt8](bytes[position...])
  }

  /// Nothing may be left over: it would be a field that we do not know.
  func finish() throws(MalformedMessage) {
    guard position == bytes.endIndex else {
      throw MalformedMessage("\(bytes.endIndex - position) bytes are left over")
    }
  }
}
