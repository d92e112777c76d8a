import LinuxABI

/// bind(2), listen(2), accept(2), connect(2), shutdown(2).
enum SocketConnectSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.bind, "bind", [.descriptor, .address, .length], bind),
    .init(SyscallNumber.listen, "listen", [.descriptor, .integer], listen),
    .init(SyscallNumber.accept, "accept", [.descriptor, .address, .address], accept),
    .init(
      SyscallNumber.accept4, "accept4", [.descriptor, .address, .address, .flags], accept4),
    .init(SyscallNumber.connect, "connect", [.descriptor, .address, .length], connect),
    .init(SyscallNumber.shutdown, "shutdown", [.descriptor, .integer], shutDown),
  ]

  /// Gives a socket its own address.
  static func bind(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (_, socket) = try call.socket(0)
    let address = try call.socketAddress(at: call.address(1), length: call.int32(2))
    try socket.bind(address, call.task)
    return .value(0)
  }

  static func listen(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (_, socket) = try call.socket(0)
    try socket.listen(backlog: Int(call.int32(1)), call.task)
    return .value(0)
  }

  static func accept(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try accept([], &call)
  }

  /// Takes the next connection; the new descriptor inherits nothing of the listener's flags.
  static func accept4(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try accept(try call.flags(3, known: SocketFlags.known), &call)
  }

  private static func accept(
    _ flags: SocketFlags, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let (file, listener) = try call.socket(0)
    let closesOnExecute = flags.contains(.closeOnExec)
    // The listener keeps the place: a connection is not taken when there is no descriptor for it.
    let descriptor = try call.install(file, closesOnExecute: closesOnExecute)
    do throws(Errno) {
      let socket = try listener.accept(call.task)
      let accepted = try call.openFile(socket, flags)
      try call.task.files.replace(
        descriptor, with: accepted, closesOnExecute: closesOnExecute, limit: .max)
      if let address = call.optionalAddress(1) {
        let peer = try socket.peerAddress()
        try call.store(peer, at: address, lengthAt: call.address(2))
      }
      return .value(Int(descriptor))
    } catch {
      call.uninstall(descriptor)
      guard error == .wouldBlock, !file.isNonBlocking else { throw error }
      return try call.wait(
        for: .input, of: listener, timeout: listener.options.receiveTimeout)
    }
  }

  /// Connects to an address, or sets where datagrams go. See connect(2).
  static func connect(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (file, socket) = try call.socket(0)
    let address = try call.socketAddress(at: call.address(1), length: call.int32(2))
    do throws(Errno) {
      try socket.connect(address, call.task, isNonBlocking: file.isNonBlocking)
      return .value(0)
    } catch {
      guard error == .wouldBlock, !file.isNonBlocking else { throw error }
      return try call.wait(for: .output, of: socket, timeout: socket.options.sendTimeout)
    }
  }

  static func shutDown(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (_, socket) = try call.socket(0)
    guard let how = SocketShutdown(rawValue: call.int32(1)) else { throw .invalidArgument }
    try socket.shutDown(how)
    return .value(0)
  }
}
