internal import CHost
internal import Glibc
public import LinuxABI

/// Tells a loop that something happened to a child or tracee of this process; what, wait4(2) says.
///
/// Blocks SIGCHLD in the calling thread and takes over its handler for the whole program while
/// anybody watches. Where all threads block it, it is read from a descriptor, which costs a third
/// of a handler's run; a thread that does not (libraries have some) runs the handler, which tells
/// the loop.
public final class ChildEvents {
  private let event: HostEvent
  private let loop: EventLoop
  private var tokens: [EventToken] = []

  public init(on loop: EventLoop, handler: @escaping () -> Void) throws(Errno) {
    event = try HostEvent()
    self.loop = loop
    HostSignals.block([.child])
    let signals = SharedDescriptor(
      HostDescriptor(try shimCall { chost_signalfd([SIGCHLD], 1) }))
    let pending = try loop.add(signals.rawValue, .readable) { _ in
      chost_signalfd_drain(signals.rawValue)
      handler()
    }
    let descriptor = event.rawValue
    let handled = try loop.add(descriptor, .readable) { _ in
      _ = chost_eventfd_drain(descriptor)
      handler()
    }
    tokens = [pending, handled]
    _ = try shimCall { chost_children_watch(descriptor) }
  }

  deinit {
    cancel()
  }

  /// Ends the calls.
  public func cancel() {
    guard !tokens.isEmpty else { return }
    chost_children_unwatch(event.rawValue)
    for token in tokens { loop.remove(token) }
    tokens = []
  }
}
