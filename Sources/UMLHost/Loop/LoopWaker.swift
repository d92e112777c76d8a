import CHost
import LinuxABI
import Synchronization

/// Wakes an `EventLoop`, or stops it, from any thread.
public final class LoopWaker: Sendable {
  let descriptor: SharedDescriptor
  private let stopped = Atomic(false)

  init() throws(Errno) {
    descriptor = SharedDescriptor(try HostEvent.openDescriptor())
  }

  /// Makes the current or next wait return at once.
  public func wake() {
    chost_eventfd_signal(descriptor.rawValue)
  }

  /// Makes `run()` return after its current turn.
  public func stop() {
    stopped.store(true, ordering: .releasing)
    wake()
  }

  /// Whether `stop()` has been called.
  public var isStopped: Bool { stopped.load(ordering: .acquiring) }

  func drain() {
    _ = chost_eventfd_drain(descriptor.rawValue)
  }
}
