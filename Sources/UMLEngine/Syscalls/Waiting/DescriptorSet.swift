import LinuxABI

/// A set of descriptors as select(2) takes it: a bit each, in words of 64.
struct DescriptorSet {
  private(set) var words: [UInt64]

  /// An empty set with room for the descriptors below `count`.
  init(count: Int) { words = [UInt64](repeating: 0, count: DescriptorSet.wordCount(count)) }

  /// The first `count` bits of a guest's set.
  init(bytes: [UInt8], count: Int) {
    var reader = ByteReader(bytes)
    words = (0..<DescriptorSet.wordCount(count)).map { _ in reader.read() }
    if count % 64 != 0, let last = words.indices.last {
      words[last] &= (1 << UInt64(count % 64)) - 1
    }
  }

  static func byteCount(_ count: Int) -> Int { wordCount(count) * 8 }

  var bytes: [UInt8] {
    var writer = ByteWriter(capacity: words.count * 8)
    for word in words { writer.write(word) }
    return writer.bytes
  }

  func contains(_ descriptor: Int32) -> Bool {
    words[Int(descriptor) / 64] & (1 << UInt64(descriptor % 64)) != 0
  }

  mutating func insert(_ descriptor: Int32) {
    words[Int(descriptor) / 64] |= 1 << UInt64(descriptor % 64)
  }

  func union(_ other: DescriptorSet) -> DescriptorSet {
    var result = self
    for index in words.indices { result.words[index] |= other.words[index] }
    return result
  }

  /// The members in ascending order.
  var descriptors: [Int32] {
    var result: [Int32] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(Int32(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return result
  }

  private static func wordCount(_ count: Int) -> Int { (count + 63) / 64 }
}
