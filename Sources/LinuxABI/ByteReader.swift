/// Reads little-endian integers one after the other. Past the end everything reads as zero.
public struct ByteReader: Sendable {
  private let bytes: [UInt8]
  /// The offset of the next read; may pass the end.
  public private(set) var position: Int

  public init(_ bytes: [UInt8], position: Int = 0) {
    self.bytes = bytes
    self.position = max(position, 0)
  }

  /// The next integer of the wanted type.
  public mutating func read<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) -> Value {
    defer { position += MemoryLayout<Value>.size }
    return ByteReader.load(bytes, at: position)
  }

  /// The next `count` bytes, filled up with zeros.
  public mutating func read(count: Int) -> [UInt8] {
    let available = bytes.dropFirst(position).prefix(count)
    position += count
    return available + [UInt8](repeating: 0, count: count - available.count)
  }

  /// The bytes of a fixed field of `count` bytes up to its first zero.
  public mutating func readString(count: Int) -> [UInt8] {
    Array(read(count: count).prefix { $0 != 0 })
  }

  public mutating func skip(_ count: Int) { position += count }

  /// The integer at `offset`, zeros standing in for missing bytes.
  public static func load<Value: FixedWidthInteger>(
    _ bytes: [UInt8], at offset: Int, as type: Value.Type = Value.self
  ) -> Value {
    let width = MemoryLayout<Value>.size
    if offset >= 0, bytes.count - offset >= width {
      return bytes.withUnsafeBytes { buffer in
        var value: Value = 0
        withUnsafeMutableBytes(of: &value) { target in
          target.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[offset..<offset + width]))
        }
        return Value(littleEndian: value)
      }
    }
    var value: Value = 0
    for index in 0..<width where bytes.indices.contains(offset + index) {
      value |= Value(truncatingIfNeeded: bytes[offset + index]) << Value(index * 8)
    }
    return value
  }
}
