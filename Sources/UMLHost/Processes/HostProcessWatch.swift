import CHost
public import LinuxABI

/// Tells a loop that a process which is no child of ours has ended. What its status was, only its
/// parent learns.
public final class HostProcessWatch {
  private let descriptor: SharedDescriptor
  private let loop: EventLoop
  private var token: EventToken?

  /// - Throws: `.noSuchProcess` for one that has ended already.
  public init(
    _ process: Int32, on loop: EventLoop, handler: @escaping () -> Void
  ) throws(Errno) {
    descriptor = SharedDescriptor(HostDescriptor(try shimCall { chost_pidfd_open(process) }))
    self.loop = loop
    token = try loop.add(descriptor.rawValue, [.readable, .oneShot]) { _ in handler() }
  }

  deinit { if let token { loop.remove(token) } }
}
