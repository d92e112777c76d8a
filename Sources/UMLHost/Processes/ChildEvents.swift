internal import CHost
public import LinuxABI

/// Tells a loop that something happened to a child or tracee of this process; what, wait4(2) says.
///
/// Takes over SIGCHLD's handler for the whole program while anybody watches, and unblocks the signal
/// in the calling thread.
public final class ChildEvents {
  private let event: HostEvent
  private let loop: EventLoop
  private var token: EventToken?

  public init(on loop: EventLoop, handler: @escaping () -> Void) throws(Errno) {
    event = try HostEvent()
    self.loop = loop
    let descriptor = event.rawValue
    token = try loop.add(descriptor, .readable) { _ in
      _ = chost_eventfd_drain(descriptor)
      handler()
    }
    _ = try shimCall { chost_children_watch(descriptor) }
    HostSignals.unblock([.child])
  }

  deinit {
    cancel()
  }

  public func cancel() {
    guard let token else { return }
    chost_children_unwatch(event.rawValue)
    loop.remove(token)
    self.token = nil
  }
}
