/// The descriptors of `select(2)`. The corresponding C type is `fd_set`, but as long as the
/// caller's highest descriptor demands.
public struct DescriptorSet: Hashable, Sendable {
  private var words: [UInt64]
  /// One above the highest descriptor that counts.
  public let limit: Int

  public init(limit: Int) {
    self.limit = max(limit, 0)
    words = [UInt64](repeating: 0, count: (self.limit + 63) / 64)
  }

  /// Missing bytes count as zero, bits at `limit` and above are dropped.
  public init(bytes: [UInt8], limit: Int) {
    self.init(limit: limit)
    for index in words.indices { words[index] = ByteReader.load(bytes, at: index * 8) }
    if self.limit % 64 != 0, let last = words.indices.last {
      words[last] &= (1 << UInt64(self.limit % 64)) - 1
    }
  }

  /// Bytes in the guest: whole words of 64 bits.
  public static func size(limit: Int) -> Int { (max(limit, 0) + 63) / 64 * 8 }

  public var bytes: [UInt8] {
    var writer = ByteWriter(capacity: words.count * 8)
    for word in words { writer.write(word) }
    return writer.bytes
  }

  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  public func contains(_ descriptor: Int) -> Bool {
    (0..<limit).contains(descriptor) && words[descriptor / 64] >> UInt64(descriptor % 64) & 1 != 0
  }

  /// Adds a descriptor below `limit`; others are ignored.
  public mutating func insert(_ descriptor: Int) {
    guard (0..<limit).contains(descriptor) else { return }
    words[descriptor / 64] |= 1 << UInt64(descriptor % 64)
  }

  /// The descriptors in ascending order.
  public var descriptors: [Int] {
    var result: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return result
  }
}
