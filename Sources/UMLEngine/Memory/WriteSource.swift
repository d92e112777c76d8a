import LinuxABI

/// Where the bytes of a write-like call come from.
struct WriteSource {
  /// Where in the guest's buffers the next byte is; nil where the kernel's own are written.
  private var guest: SegmentCursor?
  private var kernelBytes: [UInt8] = []
  /// Bytes that may still be taken.
  private(set) var remaining: Int
  /// Bytes taken so far.
  private(set) var count = 0

  init(_ memory: GuestMemory, _ segments: [IOSegment]) {
    guest = SegmentCursor(memory, segments)
    remaining = segments.reduce(0) { $0 + $1.length }
  }

  init(_ memory: GuestMemory, _ address: GuestAddress, length: Int) {
    guest = SegmentCursor(memory, IOSegment(address: address, length: length))
    remaining = length
  }

  init(kernel bytes: [UInt8]) {
    kernelBytes = bytes
    remaining = bytes.count
  }

  /// Takes the next bytes, at most `limit`. Shorter than asked at a fault; EFAULT when nothing
  /// could be read since the beginning of the call.
  mutating func take(_ limit: Int) throws(Errno) -> [UInt8] {
    let wanted = min(limit, remaining)
    guard wanted > 0 else { return [] }
    // Typed throws cannot pass through the closure.
    var failure: Errno?
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      do throws(Errno) {
        let raw = UnsafeMutableRawBufferPointer(buffer)
        filled = try take(into: UnsafeMutableRawBufferPointer(rebasing: raw[..<wanted]))
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Fills `buffer`, as far as there are bytes, without a copy in between. Returns how many; the
  /// rules for faults are those of ``take(_:)``.
  mutating func take(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
    let wanted = min(buffer.count, remaining)
    guard wanted > 0 else { return 0 }
    let target = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
    if let memory = guest?.memory { return try take(into: target, from: memory) }
    kernelBytes.withUnsafeBytes {
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[count..<count + wanted]))
    }
    advance(wanted)
    return wanted
  }

  /// All of the bytes, for what cannot be split. EFAULT when any of them faults.
  mutating func takeAll() throws(Errno) -> [UInt8] {
    let wanted = remaining
    let bytes = try take(wanted)
    guard bytes.count == wanted else { throw .badAddress }
    return bytes
  }

  /// The thread whose memory it is; nil for a buffer of the kernel.
  var caller: Task? { guest?.memory.thread.task }

  /// Leaves out what is beyond the next `n` bytes.
  mutating func limit(to n: Int) { remaining = min(remaining, n) }

  /// Skips bytes that an earlier run of the same call has written already.
  mutating func skip(_ n: Int) {
    let skipped = min(n, remaining)
    guest?.skip(skipped)
    advance(skipped)
  }

  private mutating func take(
    into buffer: UnsafeMutableRawBufferPointer, from memory: GuestMemory
  ) throws(Errno) -> Int {
    let done =
      guest?.transfer(buffer.count) { address, range in
        memory.read(address, into: UnsafeMutableRawBufferPointer(rebasing: buffer[range]))
      } ?? 0
    advance(done)
    guard done < buffer.count else { return done }
    remaining = 0
    guard count > 0 else { throw .badAddress }
    return done
  }

  private mutating func advance(_ n: Int) {
    count += n
    remaining -= n
  }
}
