/// How a host thread or process ended.
enum HostExitStatus: Equatable {
  case exited(Int32)
  case signaled(Int32)

  /// The encoding of wait(2).
  var waitStatus: Int32 {
    switch self {
    case .exited(let code): (code & 0xff) << 8
    case .signaled(let signal): signal & 0x7f
    }
  }
}
