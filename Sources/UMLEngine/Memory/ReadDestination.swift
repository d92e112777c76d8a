import LinuxABI

/// Where the bytes of a read-like call go: the guest's buffers, or a buffer of the kernel.
///
/// A file object calls ``put(_:)`` with what it has, as often as it likes, and looks at
/// ``remaining``. A fault after the first byte ends the transfer short instead of failing it.
struct ReadDestination {
  /// Where in the guest's buffers the next byte goes; nil for a buffer of the kernel.
  private var guest: SegmentCursor?
  /// Bytes that may still be put.
  private(set) var remaining: Int
  /// Bytes put so far.
  private(set) var count = 0
  /// What was put, when the destination is a kernel buffer.
  private(set) var bytes: [UInt8] = []

  init(_ memory: GuestMemory, _ segments: [IOSegment]) {
    guest = SegmentCursor(memory, segments)
    remaining = segments.reduce(0) { $0 + $1.length }
  }

  init(_ memory: GuestMemory, _ address: GuestAddress, length: Int) {
    guest = SegmentCursor(memory, IOSegment(address: address, length: length))
    remaining = length
  }

  /// A kernel buffer of at most `capacity` bytes; the result is in ``bytes``.
  init(kernelCapacity capacity: Int) {
    remaining = capacity
  }

  /// Copies as much of `source` as fits. Returns how much it took. EFAULT when nothing could be
  /// written since the beginning of the call.
  mutating func put(_ source: UnsafeRawBufferPointer) throws(Errno) -> Int {
    let total = min(source.count, remaining)
    guard let memory = guest?.memory else {
      bytes.append(contentsOf: source.prefix(total))
      advance(total)
      return total
    }
    let done =
      guest?.transfer(total) { address, range in
        memory.write(UnsafeRawBufferPointer(rebasing: source[range]), to: address)
      } ?? 0
    advance(done)
    guard done < total else { return done }
    remaining = 0
    guard count > 0 else { throw .badAddress }
    return done
  }

  mutating func put(_ source: [UInt8]) throws(Errno) -> Int {
    // Typed throws cannot pass through the closure of withUnsafeBytes.
    var result: Result<Int, Errno> = .success(0)
    source.withUnsafeBytes { buffer in
      do throws(Errno) { result = .success(try put(buffer)) } catch { result = .failure(error) }
    }
    return try result.get()
  }

  /// The thread whose memory it is; nil for a buffer of the kernel.
  var caller: Task? { guest?.memory.thread.task }

  private mutating func advance(_ n: Int) {
    count += n
    remaining -= n
  }
}
