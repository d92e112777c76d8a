/// Bytes that wait their turn. Taking from the front moves an offset; what was taken is given back
/// in bulk.
struct ByteQueue {
  private var bytes: [UInt8] = []
  private var start = 0

  var count: Int { bytes.count - start }
  /// Bytes of the block they are in.
  var capacity: Int { bytes.capacity }
  var isEmpty: Bool { start == bytes.count }

  mutating func append(_ new: ArraySlice<UInt8>) {
    if isEmpty { removeAll() }
    bytes.append(contentsOf: new)
  }

  mutating func append(_ new: UnsafeRawBufferPointer) {
    if isEmpty { removeAll() }
    bytes.append(contentsOf: new)
  }

  /// Lends everything; `body` returns how much it took.
  mutating func consume(_ body: (UnsafeRawBufferPointer) -> Int) {
    let taken = bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    drop(taken)
  }

  mutating func take(_ limit: Int) -> [UInt8] {
    let end = start + min(limit, count)
    let taken = Array(bytes[start..<end])
    drop(taken.count)
    return taken
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 17)
    start = 0
  }

  /// Gives the block back when nothing is in it.
  mutating func releaseIfEmpty() { if isEmpty { self = ByteQueue() } }

  private mutating func drop(_ count: Int) {
    start += count
    if isEmpty {
      removeAll()
    } else if start > bytes.count / 2 {
      bytes.removeSubrange(..<start)
      start = 0
    }
  }
}
