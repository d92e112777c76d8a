import LinuxABI

/// sendto(2) and recvfrom(2); send(2) and recv(2) are these without an address.
enum SocketTransferSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.sendto, "sendto",
      [.descriptor, .address, .length, .flags, .address, .length], sendTo),
    .init(
      SyscallNumber.recvfrom, "recvfrom",
      [.descriptor, .address, .length, .flags, .address, .address], receiveFrom),
  ]

  static func sendTo(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let segment = IOSegment(address: call.address(1), length: try call.length(2))
    let (file, socket) = try call.socket(0)
    var message = OutgoingMessage(flags: MessageFlags(rawValue: call.int32(3)), task: call.task)
    if let address = call.optionalAddress(4), call.int32(5) != 0 {
      message.address = try call.socketAddress(at: address, length: call.int32(5))
    }
    return try SocketTransfer.send([segment], message, through: file, socket, &call)
  }

  static func receiveFrom(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let segment = IOSegment(address: call.address(1), length: try call.length(2))
    let (file, socket) = try call.socket(0)
    let flags = MessageFlags(rawValue: call.int32(3))
    switch try SocketTransfer.receive([segment], flags, from: file, socket, &call) {
    case .outcome(let outcome): return outcome
    case .message(let message):
      // There is no place for files that came along.
      call.kernel.localSockets.inFlight.discard(message.rights)
      if let address = call.optionalAddress(4) {
        try call.store(message.address, at: address, lengthAt: call.address(5))
      }
      return .value(message.length(flags))
    }
  }
}

extension ReceivedMessage {
  /// What the call returns: with MSG_TRUNC how long the message really was.
  func length(_ flags: MessageFlags) -> Int { flags.contains(.truncated) ? fullCount : count }
}
