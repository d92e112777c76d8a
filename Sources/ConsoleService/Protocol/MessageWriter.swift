/// Builds one frame.
struct MessageWriter {
  private var bytes: [UInt8]

  init(kind: UInt8, capacity: Int = 64) {
    bytes = []
    bytes.reserveCapacity(capacity + 5)
    bytes += [0, 0, 0, 0, kind]
  }

  mutating func write<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// A text with its length in front; what is too long for a frame is cut.
  mutating func write(_ text: String) {
    let utf8 = Array(text.utf8)
    var count = min(utf8.count, ConsoleProtocol.maximumTextLength)
    // Not within a character.
    while count > 0, count < utf8.count, utf8[count] & 0xc0 == 0x80 { count -= 1 }
    write(UInt16(count))
    bytes += utf8.prefix(count)
  }

  mutating func write<Element>(
    list: [Element], _ write: (inout MessageWriter, Element) -> Void
  ) {
    let elements = list.prefix(ConsoleProtocol.maximumListLength)
    self.write(UInt16(elements.count))
    for element in elements { write(&self, element) }
  }

  /// The rest of the frame.
  mutating func write(rest: some Collection<UInt8>) { bytes.append(contentsOf: rest) }

  /// The frame, its length filled in.
  consuming func finish() -> [UInt8] {
    let length = UInt32(bytes.count - 4)
    withUnsafeBytes(of: length.littleEndian) { length in
      for index in 0..<4 { bytes[index] = length[index] }
    }
    return bytes
  }
}
