/// A place in a guest's buffers that moves on as bytes go through.
struct SegmentCursor {
  let memory: GuestMemory
  /// The buffer the place is in. Most calls have one, and need no array.
  private var current: IOSegment
  private var offset = 0
  private let segments: [IOSegment]
  /// Which of them comes after the current one.
  private var next: Int

  init(_ memory: GuestMemory, _ segment: IOSegment) {
    self.memory = memory
    current = segment
    segments = []
    next = 0
  }

  init(_ memory: GuestMemory, _ segments: [IOSegment]) {
    self.memory = memory
    current = segments.first ?? IOSegment(address: GuestAddress(0), length: 0)
    self.segments = segments
    next = 1
  }

  /// Lets `body` copy each piece of the next `limit` bytes, and goes on by what it has copied.
  /// `body` is given where the piece is and which of the bytes they are, and returns how many of
  /// them were done before a fault; 0 or less when none was.
  ///
  /// - Returns: how many bytes were done; fewer than `limit` at a fault or the end of the buffers.
  mutating func transfer(_ limit: Int, _ body: (GuestAddress, Range<Int>) -> Int) -> Int {
    var done = 0
    while done < limit, let piece = piece(limit - done) {
      let count = max(0, body(piece.address, done..<done + piece.count))
      offset += count
      done += count
      guard count == piece.count else { break }
    }
    return done
  }

  /// Goes on without a look, over any number of pieces.
  mutating func skip(_ count: Int) {
    _ = transfer(count) { _, range in range.count }
  }

  /// The next bytes that lie together, at most `limit`; nil behind the last.
  private mutating func piece(_ limit: Int) -> (address: GuestAddress, count: Int)? {
    while offset == current.length {
      guard next < segments.count else { return nil }
      current = segments[next]
      next += 1
      offset = 0
    }
    return (current.address.advanced(by: offset), min(limit, current.length - offset))
  }
}
