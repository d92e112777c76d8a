import LinuxABI

/// Bytes in the order they came, in one block: copied from the writer's memory into the block and
/// from the block into the reader's, and nowhere else.
final class ByteRing {
  private(set) var capacity: Int
  private(set) var count = 0
  private var start = 0
  private var storage: UnsafeMutableRawPointer
  /// Bytes of the block that were ever written to: what of it is really there.
  private(set) var reach = 0

  init(capacity: Int) {
    precondition(capacity > 0, "a ring needs room")
    self.capacity = capacity
    storage = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { storage.deallocate() }

  var free: Int { capacity - count }
  var isEmpty: Bool { count == 0 }

  /// What ``reach`` is once so many bytes more, which must fit, have been appended.
  func reach(after more: Int) -> Int {
    let end = start + count + more
    return max(reach, end > capacity ? capacity : end)
  }

  /// Bytes that can be appended while no more than the first `bytes` of the block are written to.
  func free(within bytes: Int) -> Int {
    let end = start + count
    return end >= capacity ? free : max(0, min(bytes, capacity) - end)
  }

  /// Appends at most `limit` of the source's bytes and returns how many. Fewer than fit only at a
  /// fault; EFAULT when the very first byte of the call faults.
  func append(from source: inout WriteSource, limit: Int) throws(Errno) -> Int {
    let wanted = min(limit, free, source.remaining)
    var done = 0
    while done < wanted {
      let position = (start + count) % capacity
      let room = min(wanted - done, capacity - position)
      let target = UnsafeMutableRawBufferPointer(start: storage + position, count: room)
      let taken = try source.take(into: target)
      reach = max(reach, position + taken)
      count += taken
      done += taken
      if taken < room { break }
    }
    return done
  }

  /// Moves at most `limit` bytes to the destination and returns how many. Bytes that could not be
  /// delivered because of a fault stay.
  func remove(into destination: inout ReadDestination, limit: Int) throws(Errno) -> Int {
    let wanted = min(limit, count, destination.remaining)
    var done = 0
    while done < wanted {
      let available = min(wanted - done, capacity - start)
      let piece = UnsafeRawBufferPointer(start: storage + start, count: available)
      let put = try destination.put(piece)
      discard(put)
      done += put
      if put < available { break }
    }
    return done
  }

  /// A copy of the first bytes, at most `limit`.
  func peek(_ limit: Int) -> [UInt8] {
    let wanted = min(limit, count)
    let first = min(wanted, capacity - start)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(wanted)
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: storage + start, count: first))
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: storage, count: wanted - first))
    return bytes
  }

  func discard(_ n: Int) {
    count -= n
    // An empty ring begins again at its first byte, which is the one in the cache.
    start = count == 0 ? 0 : (start + n) % capacity
  }

  /// Moves the content to a block of another size. The content must fit.
  func resize(to newCapacity: Int) {
    precondition(newCapacity >= count, "the ring's content must fit its new size")
    let replacement = UnsafeMutableRawPointer.allocate(byteCount: newCapacity, alignment: 16)
    let first = min(count, capacity - start)
    replacement.copyMemory(from: storage + start, byteCount: first)
    (replacement + first).copyMemory(from: storage, byteCount: count - first)
    storage.deallocate()
    storage = replacement
    capacity = newCapacity
    start = 0
    reach = count
  }
}
