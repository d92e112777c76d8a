import LinuxABI

// A local socket as the file that a program has open.
extension LocalSocket {
  func option(_ level: SocketLevel, _ name: Int32) throws(Errno) -> [UInt8] {
    guard level == .socket else { throw .notSupportedOnSocket }
    switch SocketOption(rawValue: name) {
    case .peerCredentials:
      let nobody = PeerCredentials(processID: 0, userID: .max, groupID: .max)
      return (peerCredentials?.peer ?? nobody).bytes
    case .peerGroups:
      guard let groups = peerCredentials?.groups else { throw .noData }
      var writer = ByteWriter(capacity: groups.count * 4)
      for group in groups { writer.write(group) }
      return writer.bytes
    default: throw .protocolNotAvailable
    }
  }

  func waitQueue(for events: PollEvents) -> WaitQueue? { queues.queue(for: events) }

  func read(
    _ destination: inout ReadDestination, at position: Int64, _ file: OpenFile
  ) throws(Errno) -> Int {
    guard destination.remaining > 0 else { return 0 }
    let message = try receive(&destination, [])
    table.inFlight.discard(message.rights)
    return message.count
  }

  func write(
    _ source: inout WriteSource, at position: Int64, _ file: OpenFile
  ) throws(Errno) -> Int {
    try send(&source, OutgoingMessage(task: source.caller))
  }

  func control(
    _ request: UInt32, _ argument: UInt64, _ call: inout SyscallContext, _ file: OpenFile
  ) throws(Errno) -> SyscallOutcome {
    let count: Int
    switch TerminalRequest(rawValue: request) {
    case .inputQueued:
      guard !isListening else { throw .invalidArgument }
      count = type == .datagram ? incoming.first?.count ?? 0 : incoming.byteCount
    case .outputQueued: count = outstanding
    case .atUrgentMark where isStream:
      let first = incoming.first
      count = first != nil && (first === urgent || first?.count == 0) ? 1 : 0
    default: throw .inappropriateIOCTLForDevice
    }
    try call.memory.writeInteger(Int32(clamping: count), to: GuestAddress(argument))
    return .value(0)
  }
}
