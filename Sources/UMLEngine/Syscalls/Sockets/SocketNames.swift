import LinuxABI

/// getsockname(2) and getpeername(2).
enum SocketNameSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.getsockname, "getsockname", [.descriptor, .address, .address], getSocketName),
    .init(
      SyscallNumber.getpeername, "getpeername", [.descriptor, .address, .address], getPeerName),
  ]

  static func getSocketName(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let address = try call.socket(0).socket.localAddress()
    try call.store(address, at: call.address(1), lengthAt: call.address(2))
    return .value(0)
  }

  static func getPeerName(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let address = try call.socket(0).socket.peerAddress()
    try call.store(address, at: call.address(1), lengthAt: call.address(2))
    return .value(0)
  }
}
