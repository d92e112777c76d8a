/// Writes little-endian integers one after the other.
///
/// The storage is as long as the capacity and zero beforehand: padding only moves on, and a
/// structure written into exactly its own size is never copied again.
public struct ByteWriter: Sendable {
  private var storage: [UInt8]
  /// Bytes written so far.
  public private(set) var count = 0

  public init(capacity: Int = 0) { storage = [UInt8](repeating: 0, count: max(capacity, 0)) }

  /// What was written.
  public var bytes: [UInt8] { count == storage.count ? storage : Array(storage.prefix(count)) }

  public mutating func write<Value: FixedWidthInteger>(_ value: Value) {
    let width = MemoryLayout<Value>.size
    let offset = advance(by: width)
    storage.withUnsafeMutableBytes { target in
      withUnsafeBytes(of: value.littleEndian) { source in
        UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + width]).copyMemory(
          from: source)
      }
    }
  }

  public mutating func write(_ value: [UInt8]) {
    let offset = advance(by: value.count)
    storage.withUnsafeMutableBytes { target in
      UnsafeMutableRawBufferPointer(rebasing: target[offset...]).copyBytes(from: value)
    }
  }

  /// A field of `size` bytes: what fits of `value`, then zeros.
  public mutating func write(_ value: [UInt8], paddedTo size: Int) {
    write(value.count <= size ? value : Array(value.prefix(size)))
    pad(size - value.count)
  }

  /// A field of `size` bytes that always ends in a zero, as C strings in structures do.
  public mutating func write(string value: [UInt8], paddedTo size: Int) {
    write(Array(value.prefix(max(size - 1, 0))), paddedTo: size)
  }

  /// Zeros; none for a negative count.
  public mutating func pad(_ count: Int) { _ = advance(by: max(count, 0)) }

  /// Zeros up to the next multiple of `alignment`, counted from the first byte written.
  public mutating func align(to alignment: Int) {
    pad((alignment - count % alignment) % alignment)
  }

  /// Makes room; where it begins.
  private mutating func advance(by width: Int) -> Int {
    let offset = count
    count += width
    if count > storage.count {
      let grown = max(count, storage.count * 2)
      storage.append(contentsOf: repeatElement(0, count: grown - storage.count))
    }
    return offset
  }
}
