import LinuxABI

/// socket(2) and socketpair(2).
enum SocketCreateSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.socket, "socket", [.integer, .integer, .integer], socket),
    .init(
      SyscallNumber.socketpair, "socketpair", [.integer, .integer, .integer, .address],
      socketPair),
  ]

  /// Makes a socket of a family and a kind. See socket(2).
  static func socket(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (type, flags) = try kind(call)
    let family = try SocketFamilies.family(call.int32(0))
    let socket = try family.makeSocket(type, protocol: call.int32(2), call)
    return .value(Int(try call.install(socket, flags)))
  }

  /// Makes two that are connected with each other.
  static func socketPair(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let (type, flags) = try kind(call)
    let family = try SocketFamilies.family(call.int32(0))
    let (first, second) = try family.makePair(type, protocol: call.int32(2), call)
    let a = try call.install(first, flags)
    do throws(Errno) {
      let b = try call.install(second, flags)
      do throws(Errno) {
        try call.memory.write(integer(a) + integer(b), to: call.address(3))
      } catch {
        call.uninstall(b)
        throw error
      }
    } catch {
      call.uninstall(a)
      throw error
    }
    return .value(0)
  }

  private static func kind(_ call: SyscallContext) throws(Errno) -> (SocketType, SocketFlags) {
    let argument = call.int32(1)
    let flags = SocketFlags(argument: argument)
    guard flags.isSubset(of: .known) else { throw .invalidArgument }
    guard let type = SocketType(argument: argument) else {
      // SOCK_MAX is 11.
      throw argument & 0xf < 11 ? .socketTypeNotSupported : .invalidArgument
    }
    return (type, flags)
  }
}

extension SyscallContext {
  /// Gives a socket its description and the lowest free descriptor.
  func install(_ socket: any Socket, _ flags: SocketFlags) throws(Errno) -> Int32 {
    try install(openFile(socket, flags), closesOnExecute: flags.contains(.closeOnExec))
  }

  func openFile(_ socket: any Socket, _ flags: SocketFlags) throws(Errno) -> OpenFile {
    let location = ownedLocation(socket, "socket:[\(try socket.status().inode)]")
    let status: OpenFlags = flags.contains(.nonBlocking) ? [.readWrite, .nonBlocking] : .readWrite
    return OpenFile(socket, location: location, flags: status)
  }
}
