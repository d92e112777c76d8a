/// A place in a guest's buffers that moves on as bytes go through.
struct SegmentCursor {
  let memory: GuestMemory
  private let segments: [IOSegment]
  private var index = 0
  private var offset = 0

  init(_ memory: GuestMemory, _ segments: [IOSegment]) {
    self.memory = memory
    self.segments = segments
  }

  /// The next bytes that lie together, at most `limit`; nil behind the last.
  mutating func piece(_ limit: Int) -> (address: GuestAddress, count: Int)? {
    while index < segments.count, offset == segments[index].length {
      index += 1
      offset = 0
    }
    guard index < segments.count else { return nil }
    let segment = segments[index]
    return (segment.address.advanced(by: offset), min(limit, segment.length - offset))
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
