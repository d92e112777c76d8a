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

  /// The next bytes that lie together, at most `limit`; nil behind the last.
  mutating func piece(_ limit: Int) -> (address: GuestAddress, count: Int)? {
    while offset == current.length {
      guard next < segments.count else { return nil }
      current = segments[next]
      next += 1
      offset = 0
    }
    return (current.address.advanced(by: offset), min(limit, current.length - offset))
  }

  /// Goes on by at most what the last piece had.
  mutating func advance(_ count: Int) { offset += count }

  /// Goes on without a look, over any number of pieces.
  mutating func skip(_ count: Int) {
    var left = count
    while left > 0, let piece = piece(left) {
      advance(piece.count)
      left -= piece.count
    }
  }
}
