/// Writes little-endian integers one after the other.
public struct ByteWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  public var count: Int { bytes.count }

  public mutating func write<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  public mutating func write(_ value: [UInt8]) { bytes.append(contentsOf: value) }

  /// A field of `count` bytes: what fits of `value`, then zeros.
  public mutating func write(_ value: [UInt8], paddedTo count: Int) {
    bytes.append(contentsOf: value.prefix(count))
    pad(max(count - value.count, 0))
  }

  /// A field of `count` bytes that always ends in a zero, as C strings in structures do.
  public mutating func write(string value: [UInt8], paddedTo count: Int) {
    write(Array(value.prefix(max(count - 1, 0))), paddedTo: count)
  }

  public mutating func pad(_ count: Int) {
    bytes.append(contentsOf: repeatElement(0, count: count))
  }

  /// Zeros up to the next multiple of `alignment`, counted from the first byte written.
  public mutating func align(to alignment: Int) {
    pad((alignment - bytes.count % alignment) % alignment)
  }
}
