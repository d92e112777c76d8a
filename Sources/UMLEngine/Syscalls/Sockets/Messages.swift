import LinuxABI

/// sendmsg(2) and recvmsg(2).
enum SocketMessageSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.sendmsg, "sendmsg", [.descriptor, .address, .flags], sendMessage),
    .init(SyscallNumber.recvmsg, "recvmsg", [.descriptor, .address, .flags], receiveMessage),
  ]

  /// net.core.optmem_max: control messages may not be longer together.
  private static let maximumControl: UInt64 = 20480

  /// Sends from several buffers, with control messages. See sendmsg(2), cmsg(3).
  static func sendMessage(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try send(call.address(1), flags: MessageFlags(rawValue: call.int32(2)), &call)
  }

  /// Sends the message whose header is at `address`.
  static func send(
    _ address: GuestAddress, flags: MessageFlags, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let (file, socket) = try call.socket(0)
    let header = try readHeader(address, call)
    var message = OutgoingMessage(flags: flags, task: call.task)
    if header.name != 0, header.nameLength != 0 {
      message.address = try call.socketAddress(
        at: GuestAddress(header.name), length: Int32(clamping: header.nameLength))
    }
    let segments = try call.messageSegments(at: header.vectors, count: header.vectorCount)
    if header.control != 0, header.controlLength > 0 {
      guard header.controlLength <= maximumControl else { throw .noBufferSpace }
      let bytes = try call.memory.read(
        GuestAddress(header.control), count: Int(header.controlLength))
      message.control = try ControlMessage.messages(in: bytes)
    }
    return try SocketTransfer.send(segments, message, through: file, socket, &call)
  }

  /// Receives into several buffers, with control messages.
  static func receiveMessage(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try receive(call.address(1), flags: MessageFlags(rawValue: call.int32(2)), &call)
  }

  /// Receives into the message whose header is at `address`, and completes the header.
  static func receive(
    _ address: GuestAddress, flags: MessageFlags, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let (file, socket) = try call.socket(0)
    let header = try readHeader(address, call)
    let segments = try call.messageSegments(at: header.vectors, count: header.vectorCount)
    switch try SocketTransfer.receive(segments, flags, from: file, socket, &call) {
    case .outcome(let outcome): return outcome
    case .message(let message):
      try complete(header, at: address, with: message, flags, socket, call)
      return .value(message.length(flags))
    }
  }

  private static func readHeader(
    _ address: GuestAddress, _ call: SyscallContext
  ) throws(Errno) -> MessageHeaderLayout {
    let header = try call.memory.readLayout(address, as: MessageHeaderLayout.self)
    guard Int32(bitPattern: header.nameLength) >= 0 else { throw .invalidArgument }
    return header
  }

  private static func complete(
    _ header: MessageHeaderLayout, at address: GuestAddress, with message: ReceivedMessage,
    _ flags: MessageFlags, _ socket: any Socket, _ call: SyscallContext
  ) throws(Errno) {
    var control = ControlBuffer(room: header.control == 0 ? 0 : header.controlLength)
    if socket.options.passesCredentials, let credentials = message.credentials {
      control.append(.credentials(credentials))
    }
    for other in message.control { control.append(other) }
    control.append(message.rights, closesOnExecute: flags.contains(.closeOnExec), call)

    if header.name != 0 {
      let bytes = message.address?.bytes ?? []
      try call.memory.write(
        Array(bytes.prefix(Int(header.nameLength))), to: GuestAddress(header.name))
      try call.memory.writeInteger(
        UInt32(bytes.count), to: address.advanced(by: MessageHeaderLayout.nameLengthOffset))
    }
    try call.memory.write(control.bytes, to: GuestAddress(header.control))
    try call.memory.writeInteger(
      UInt64(control.bytes.count),
      to: address.advanced(by: MessageHeaderLayout.controlLengthOffset))
    var reported = message.flags
    if control.isTruncated { reported.insert(.controlTruncated) }
    if flags.contains(.closeOnExec) { reported.insert(.closeOnExec) }
    try call.memory.writeInteger(
      reported.rawValue, to: address.advanced(by: MessageHeaderLayout.flagsOffset))
  }
}
