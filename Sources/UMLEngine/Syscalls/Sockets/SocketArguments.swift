import LinuxABI

/// Arguments of the socket calls.
extension SyscallContext {
  /// The file and the socket behind a descriptor. EBADF, ENOTSOCK.
  func socket(_ index: Int) throws(Errno) -> (file: OpenFile, socket: any Socket) {
    let file = try file(index)
    guard let socket = file.object as? any Socket else { throw .notSocket }
    return (file, socket)
  }

  /// An address of the length the guest gives. EINVAL for one longer than any or too short.
  func socketAddress(at address: GuestAddress, length: Int32) throws(Errno) -> SocketAddress {
    guard length >= 0, length <= SocketAddress.maximumSize else { throw .invalidArgument }
    return try SocketAddress(bytes: try memory.read(address, count: Int(length)))
  }

  /// Hands out an address: as much as there is room for, and how long it really is. nil is an
  /// address of no length.
  func store(
    _ socketAddress: SocketAddress?, at address: GuestAddress, lengthAt lengthAddress: GuestAddress
  ) throws(Errno) {
    let room: Int32 = try memory.readInteger(lengthAddress)
    guard room >= 0 else { throw .invalidArgument }
    let bytes = socketAddress?.bytes ?? []
    try memory.write(Array(bytes.prefix(Int(room))), to: address)
    try memory.writeInteger(Int32(bytes.count), to: lengthAddress)
  }

  /// The buffers of a message. EMSGSIZE for too many.
  func messageSegments(at address: UInt64, count: UInt64) throws(Errno) -> [IOSegment] {
    guard count <= 1024 else { throw .messageTooLong }
    let bytes = try memory.read(GuestAddress(address), count: Int(count) * 16)
    var reader = ByteReader(bytes)
    var segments: [IOSegment] = []
    var total = 0
    for _ in 0..<Int(count) {
      let base: UInt64 = reader.read()
      let length: Int64 = reader.read()
      guard length >= 0 else { throw .invalidArgument }
      let usable = min(Int(length), 0x7fff_f000 - total)
      total += usable
      segments.append(IOSegment(address: GuestAddress(base), length: usable))
    }
    return segments
  }
}

/// What a waiting socket call remembers: when it gives up, and what it moved already.
struct SocketWait: PartialResult {
  let timeout: WaitTimeout
  var transferred = 0

  var partialResult: Int? { transferred > 0 ? transferred : nil }
}

extension SyscallContext {
  /// Parks the call until the object may be ready for `events`. `timeout` is SO_RCVTIMEO or
  /// SO_SNDTIMEO: when it is over the call returns what it moved, or EAGAIN.
  mutating func wait(
    for events: PollEvents, of object: any FileObject, timeout: UInt64?, transferred: Int = 0
  ) throws(Errno) -> SyscallOutcome {
    let now = kernel.clock.monotonic
    var wait =
      operation as? SocketWait
      ?? SocketWait(timeout: timeout.map { WaitTimeout(nanoseconds: $0, from: now) } ?? .none)
    wait.transferred = transferred
    guard !wait.timeout.hasPassed(at: now) else {
      guard transferred > 0 else { throw .wouldBlock }
      return .value(transferred)
    }
    operation = wait
    let queues = [object.waitQueue(for: events)].compactMap { $0 }
    // With a timeout of its own the call is not restarted: signal(7).
    return .block(
      Blocking(
        on: queues, until: wait.timeout.deadline, restart: timeout == nil ? .restart : .never))
  }
}
