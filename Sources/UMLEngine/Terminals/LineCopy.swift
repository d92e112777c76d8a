/// Copies text, with a return before each newline where that is wanted. Looks at eight bytes at a
/// time: a console's output is mostly text.
struct LineCopy {
  private let source: UnsafeRawBufferPointer
  private let target: UnsafeMutableRawBufferPointer
  /// Where the copy ends.
  private(set) var end: Int

  /// `target` has room for the copy from `start` on.
  init(
    _ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer, at start: Int
  ) {
    self.source = source
    self.target = target
    end = start
  }

  /// - Returns: the index after the last newline that has got a return, else zero.
  mutating func copy(addingReturns returns: Bool) -> Int {
    guard returns else {
      UnsafeMutableRawBufferPointer(rebasing: target[end...]).copyMemory(from: source)
      end += source.count
      return 0
    }

    var afterLastNewline = 0
    var index = 0
    while index < source.count {
      if index + 8 <= source.count {
        let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if !Self.hasNewline(word) {
          target.storeBytes(of: word, toByteOffset: end, as: UInt64.self)
          index += 8
          end += 8
          continue
        }
      }
      let next = min(index + 8, source.count)
      for position in index..<next {
        if source[position] == 0x0a {
          target[end] = 0x0d
          end += 1
          afterLastNewline = position + 1
        }
        target[end] = source[position]
        end += 1
      }
      index = next
    }
    return afterLastNewline
  }

  /// Whether one of eight bytes is 0x0a: only then does the subtraction borrow into a high bit that
  /// was not set.
  private static func hasNewline(_ word: UInt64) -> Bool {
    let difference = word ^ 0x0a0a_0a0a_0a0a_0a0a
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080 != 0
  }
}
