import LinuxABI

/// The bytes on their way from a pipe's writers to its readers, and who is at either end. See
/// pipe(7).
///
/// ```
///   write ──► PipeEnd ──► Pipe (64 KiB of bytes, marks of packets) ──► PipeEnd ──► read
/// ```
/// Shared by its ``PipeEnd``s.
final class Pipe {
  /// Writes up to this size are never mixed with others'. The corresponding C constant is
  /// `PIPE_BUF`.
  static let atomicSize = 4096
  static let defaultCapacity = 65536
  /// What F_SETPIPE_SZ may ask for without privilege, /proc/sys/fs/pipe-max-size.
  static let maximumCapacity = 1 << 20

  /// A write in packet mode: one read takes it, and what the reader has no room for is lost.
  private struct Packet {
    /// Counted from the pipe's first byte.
    let start: UInt64
    let length: Int
  }

  let queues = ReadinessQueues()
  private let ring: ByteRing
  private let buffers: BufferAccount
  /// What it has taken of them.
  private var charged = 0
  private var packets: [Packet] = []
  /// Bytes that ever left the pipe.
  private var removed: UInt64 = 0
  private(set) var readers = 0
  private(set) var writers = 0
  /// How many readers and writers ever came: an open(2) of a FIFO waits for a change.
  private(set) var readerArrivals: UInt64 = 0
  private(set) var writerArrivals: UInt64 = 0
  /// Woken when somebody opens the pipe.
  let arrivals = WaitQueue()

  init(_ buffers: BufferAccount, capacity: Int = defaultCapacity) {
    self.buffers = buffers
    ring = ByteRing(capacity: capacity)
  }

  deinit { buffers.giveBack(charged) }

  /// Bytes a reader would find: FIONREAD.
  var count: Int { ring.count }
  var capacity: Int { ring.capacity }
  /// Room for a write of the largest size that is never split: when poll(2) says writable.
  private var hasRoom: Bool { free >= Pipe.atomicSize && packets.count < slots }
  /// Bytes it can take: fewer than would fit while the kernel has no more for pipes.
  private var free: Int {
    let more = ring.reach(after: ring.free) - charged
    guard more > 0, !buffers.admits(more) else { return ring.free }
    return ring.free(within: max(charged + buffers.available, BufferAccount.minimum))
  }
  /// A packet occupies a page of the capacity, however short it is.
  private var slots: Int { ring.capacity / Pipe.atomicSize }

  // MARK: Ends

  func join(reads: Bool, writes: Bool) {
    if reads {
      readers += 1
      readerArrivals += 1
    }
    if writes {
      writers += 1
      writerArrivals += 1
    }
    arrivals.wakeAll()
  }

  func leave(reads: Bool, writes: Bool) {
    if reads { readers -= 1 }
    if writes { writers -= 1 }
    if readers == 0 && writers == 0 {
      // What was written to a FIFO and not read is lost with its last opener.
      removed += UInt64(ring.count)
      ring.discard(ring.count)
      packets = []
    }
    if readers == 0 || writers == 0 { queues.wakeAll() }
  }

  // MARK: Transfer

  /// 0 when the pipe is empty and has no writer; EAGAIN when it is empty and has one.
  func read(_ destination: inout ReadDestination) throws(Errno) -> Int {
    guard destination.remaining > 0 else { return 0 }
    guard !ring.isEmpty else {
      guard writers == 0 else { throw .wouldBlock }
      return 0
    }
    let hadRoom = hasRoom && !buffers.wasShort
    let done = try removeNext(&destination)
    if !hadRoom && hasRoom { queues.wakeOutput() }
    return done
  }

  /// Takes what there is room for; a write of up to ``atomicSize`` bytes entirely or not at all.
  /// EPIPE without a reader, EAGAIN without room.
  func write(_ source: inout WriteSource, asPackets: Bool) throws(Errno) -> Int {
    guard source.remaining > 0 else { return 0 }
    guard readers > 0 else { throw .brokenPipe }
    let needed = source.remaining <= Pipe.atomicSize ? source.remaining : 1
    let free = free
    guard free >= needed, packets.count < slots else { throw .wouldBlock }
    defer { charge() }
    let done = asPackets ? try appendPackets(&source, free) : try appendBytes(&source, free)
    if done > 0 { queues.wakeInput() }
    return done
  }

  /// The first bytes, at most `limit`, which stay: for splice(2) and tee(2).
  func peek(_ limit: Int) -> [UInt8] {
    ring.peek(min(limit, packets.first.map { firstRun($0) } ?? .max))
  }

  /// Takes bytes away that were seen by ``peek(_:)``.
  func discard(_ n: Int) {
    guard n > 0 else { return }
    ring.discard(n)
    removed += UInt64(n)
    if let packet = packets.first, packet.start < removed {
      packets[0] = Packet(start: removed, length: packet.length - n)
      if packets[0].length == 0 { packets.removeFirst() }
    }
    queues.wakeOutput()
  }

  /// Bytes that can be written at once.
  var room: Int { packets.count < slots ? free : 0 }

  /// Accounts for what of the ring is in use by now.
  private func charge() {
    let pages = min(ring.capacity, (ring.reach + 4095) & ~4095)
    guard pages != charged else { return }
    buffers.take(pages - charged)
    charged = pages
  }

  /// Bytes up to the next packet, or of it.
  private func firstRun(_ packet: Packet) -> Int {
    packet.start == removed ? packet.length : Int(packet.start - removed)
  }

  /// Bytes before the next packet, or of it, never of both.
  private func removeNext(_ destination: inout ReadDestination) throws(Errno) -> Int {
    guard let packet = packets.first else { return try remove(into: &destination, limit: .max) }
    guard packet.start == removed else {
      return try remove(into: &destination, limit: Int(packet.start - removed))
    }
    let done = try remove(into: &destination, limit: packet.length)
    ring.discard(packet.length - done)
    removed += UInt64(packet.length - done)
    packets.removeFirst()
    return done
  }

  private func remove(into destination: inout ReadDestination, limit: Int) throws(Errno) -> Int {
    let done = try ring.remove(into: &destination, limit: limit)
    removed += UInt64(done)
    return done
  }

  private func appendBytes(_ source: inout WriteSource, _ free: Int) throws(Errno) -> Int {
    try ring.append(from: &source, limit: free)
  }

  private func appendPackets(_ source: inout WriteSource, _ free: Int) throws(Errno) -> Int {
    var total = 0
    while source.remaining > 0, packets.count < slots {
      let length = min(source.remaining, Pipe.atomicSize)
      guard free - total >= length else { break }
      let start = removed + UInt64(ring.count)
      let done = try ring.append(from: &source, limit: length)
      if done > 0 { packets.append(Packet(start: start, length: done)) }
      total += done
      if done < length { break }
    }
    return total
  }

  // MARK: State

  /// What poll(2) says at the reading end. A FIFO's reader hears of a hang-up only when a writer
  /// came after it: `seenWriters` are the arrivals it knew when it opened.
  func readerReadiness(seenWriters: UInt64?) -> PollEvents {
    var events: PollEvents = ring.isEmpty ? [] : .readable
    if writers == 0 && writerArrivals != seenWriters { events.insert(.hangUp) }
    return events
  }

  func writerReadiness() -> PollEvents {
    var events: PollEvents = hasRoom ? .writable : []
    if readers == 0 { events.insert(.error) }
    return events
  }

  /// F_SETPIPE_SZ. Returns the size it got: a power of two, at least a page. EINVAL for a size
  /// beyond 2 GiB, EPERM beyond ``maximumCapacity`` without privilege, ENOMEM for more than the
  /// machine can spare, EBUSY when the content would not fit.
  func setCapacity(_ wanted: UInt32, isPrivileged: Bool) throws(Errno) -> Int {
    guard wanted <= 1 << 31 else { throw .invalidArgument }
    var capacity = Pipe.atomicSize
    while capacity < Int(wanted) { capacity *= 2 }
    let grows = capacity > ring.capacity
    guard isPrivileged || !grows || capacity <= Pipe.maximumCapacity else { throw .notPermitted }
    guard !grows || capacity <= buffers.largest else { throw .noMemory }
    guard capacity >= ring.count, packets.count <= capacity / Pipe.atomicSize else {
      throw .resourceBusy
    }
    ring.resize(to: capacity)
    charge()
    queues.wakeOutput()
    return capacity
  }
}
