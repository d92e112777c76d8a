extension Span<UInt8> {
  /// The index after the run of printable ASCII (0x20...0x7e) that begins before `start`.
  ///
  /// Looks at eight bytes at a time: plain text is most of what a console prints.
  @inline(__always)
  func endOfPrintable(from start: Int) -> Int {
    withUnsafeBytes { raw in
      var index = start
      while index + 8 <= raw.count {
        let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // A high bit means: above 0x7f; below 0x20 (the subtraction borrows); or 0x7f (the
        // addition carries). False alarms from a borrow only send us to the byte loop.
        let below = word &- 0x2020_2020_2020_2020
        let delete = word &+ 0x0101_0101_0101_0101
        guard (word | below | delete) & 0x8080_8080_8080_8080 == 0 else { break }

        index += 8
      }
      while index < raw.count, raw[index] >= 0x20, raw[index] < 0x7f { index += 1 }
      return index
    }
  }
}
