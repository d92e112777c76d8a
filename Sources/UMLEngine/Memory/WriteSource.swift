import LinuxABI

/// Where the bytes of a write-like call come from.
struct WriteSource {
  private enum Place {
    case guest(GuestMemory, [IOSegment])
    case kernel([UInt8])
  }

  private let place: Place
  private var segmentIndex = 0
  private var segmentOffset = 0
  private(set) var remaining: Int
  private(set) var count = 0

  init(_ memory: GuestMemory, _ segments: [IOSegment]) {
    place = .guest(memory, segments)
    remaining = segments.reduce(0) { $0 + $1.length }
  }

  init(_ memory: GuestMemory, _ address: GuestAddress, length: Int) {
    self.init(memory, [IOSegment(address: address, length: length)])
  }

  init(kernel bytes: [UInt8]) {
    place = .kernel(bytes)
    remaining = bytes.count
  }

  /// Whose bytes they are; nil for the kernel's own.
  var task: Task? {
    guard case .guest(let memory, _) = place else { return nil }
    return memory.thread.task
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
    switch place {
    case .kernel(let bytes):
      bytes.withUnsafeBytes { target.copyMemory(from: .init(rebasing: $0[count..<count + wanted])) }
      advance(wanted)
      return wanted
    case .guest(let memory, let segments):
      return try take(into: target, memory, segments)
    }
  }

  /// All of the bytes, for what cannot be split. EFAULT when any of them faults.
  mutating func takeAll() throws(Errno) -> [UInt8] {
    let wanted = remaining
    let bytes = try take(wanted)
    guard bytes.count == wanted else { throw .badAddress }
    return bytes
  }

  /// The thread whose memory it is; nil for a buffer of the kernel.
  var caller: Task? {
    guard case .guest(let memory, _) = place else { return nil }
    return memory.thread.task
  }

  /// Leaves out what is beyond the next `n` bytes.
  mutating func limit(to n: Int) { remaining = min(remaining, n) }

  /// Skips bytes that an earlier run of the same call has written already.
  mutating func skip(_ n: Int) {
    var left = min(n, remaining)
    advance(left)
    guard case .guest(_, let segments) = place else { return }
    while left > 0 {
      let available = segments[segmentIndex].length - segmentOffset
      let step = min(available, left)
      segmentOffset += step
      left -= step
      if segmentOffset == segments[segmentIndex].length {
        segmentIndex += 1
        segmentOffset = 0
      }
    }
  }

  private mutating func take(
    into buffer: UnsafeMutableRawBufferPointer, _ memory: GuestMemory, _ segments: [IOSegment]
  ) throws(Errno) -> Int {
    var filled = 0
    while filled < buffer.count {
      let segment = segments[segmentIndex]
      let step = min(buffer.count - filled, segment.length - segmentOffset)
      guard step > 0 else {
        segmentIndex += 1
        segmentOffset = 0
        continue
      }
      let target = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + step])
      let address = segment.address.advanced(by: segmentOffset)
      let done = max(0, memory.read(address, into: target))
      filled += done
      segmentOffset += done
      advance(done)
      if done < step {
        remaining = 0
        guard count > 0 else { throw .badAddress }
        return filled
      }
    }
    return filled
  }

  private mutating func advance(_ n: Int) {
    count += n
    remaining -= n
  }
}
