import CHost
import Glibc
import LinuxABI

/// A thread that watches a loop's descriptors while the loop's own thread waits for something else,
/// and interrupts that thread when one of them is ready.
final class LoopWatcher {
  private static let loopData: UInt64 = 0
  private static let endData: UInt64 = 1

  private let loop: Int32
  private let epoll: SharedDescriptor
  private let end: SharedDescriptor
  private let thread: LoopThread

  /// `loop` is the loop's epoll descriptor, itself readable while one of its own is ready; its
  /// thread, which `interruption` is of, outlives this object.
  init(of loop: Int32, _ interruption: ThreadInterruption) throws(Errno) {
    let epoll = SharedDescriptor(
      HostDescriptor(try hostCall { epoll_create1(Int32(EPOLL_CLOEXEC)) }))
    let end = SharedDescriptor(try HostEvent.openDescriptor())
    let descriptors = [
      (loop, EventSet.oneShot, Self.loopData), (end.rawValue, .readable, Self.endData),
    ]
    for (descriptor, interest, data) in descriptors {
      _ = try shimCall {
        chost_epoll_control(epoll.rawValue, EPOLL_CTL_ADD, descriptor, interest.rawValue, data)
      }
    }
    thread = try LoopThread(name: "watcher", stackBytes: 128 << 10) {
      LoopWatcher.watch(epoll, interruption)
    }
    self.loop = loop
    self.epoll = epoll
    self.end = end
  }

  deinit {
    chost_eventfd_signal(end.rawValue)
    thread.join()
  }

  private static func watch(_ epoll: SharedDescriptor, _ interruption: ThreadInterruption) {
    var event = epoll_event()
    while true {
      guard chost_epoll_wait(epoll.rawValue, &event, 1, -1) == 1 else { continue }
      guard chost_epoll_data(&event) == loopData else { return }
      interruption.interrupt()
    }
  }

  /// Interrupts the loop's thread once, as soon as a descriptor is ready or if one is already.
  func arm() {
    set([.readable, .oneShot])
  }

  /// An interruption may be under way for all that.
  func disarm() {
    set(.oneShot)
  }

  private func set(_ interest: EventSet) {
    _ = chost_epoll_control(
      epoll.rawValue, EPOLL_CTL_MOD, loop, interest.rawValue, Self.loopData)
  }
}
