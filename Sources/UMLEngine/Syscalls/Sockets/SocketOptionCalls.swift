import LinuxABI

/// getsockopt(2) and setsockopt(2).
enum SocketOptionSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.getsockopt, "getsockopt",
      [.descriptor, .integer, .integer, .address, .address], getOption),
    .init(
      SyscallNumber.setsockopt, "setsockopt",
      [.descriptor, .integer, .integer, .address, .length], setOption),
  ]

  /// No option is longer.
  private static let maximumLength: Int32 = 4096

  static func getOption(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (_, socket) = try call.socket(0)
    let room: Int32 = try call.memory.readInteger(call.address(4))
    guard room >= 0 else { throw .invalidArgument }
    let value = try option(call, of: socket)
    let bytes = Array(value.prefix(Int(room)))
    try call.memory.write(bytes, to: call.address(3))
    try call.memory.writeInteger(Int32(bytes.count), to: call.address(4))
    return .value(0)
  }

  private static func option(
    _ call: SyscallContext, of socket: any Socket
  ) throws(Errno) -> [UInt8] {
    let level = SocketLevel(rawValue: call.int32(1))
    guard level == .socket else { return try socket.option(level, call.int32(2)) }
    let option = SocketOption(rawValue: call.int32(2))
    switch option {
    case .type: return integer(socket.type.rawValue)
    case .domain: return integer(socket.domain.rawValue)
    case .protocol: return integer(socket.protocolNumber)
    case .error: return integer(socket.takeError()?.rawValue ?? 0)
    case .isListening: return integer(socket.isListening ? 1 : 0)
    default:
      if let value = socket.options.value(of: option) { return value }
      return try socket.option(level, option.rawValue)
    }
  }

  static func setOption(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (_, socket) = try call.socket(0)
    let length = call.int32(4)
    guard length >= 0 else { throw .invalidArgument }
    let value = try call.memory.read(
      call.address(3), count: Int(min(length, maximumLength)))
    let level = SocketLevel(rawValue: call.int32(1))
    let name = call.int32(2)
    do throws(Errno) {
      guard level == .socket else { throw .protocolNotAvailable }
      try socket.options.set(SocketOption(rawValue: name), to: value, call.task.credentials)
    } catch {
      guard error == .protocolNotAvailable else { throw error }
      try socket.setOption(level, name, value, call.task)
    }
    return .value(0)
  }
}
