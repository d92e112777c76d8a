/// Something that wants to be told when a queue it waits on is woken.
protocol WaitObserver: AnyObject {
  /// Called on the kernel's thread. The observer looks again at what it waits for; a wake is a
  /// hint, not a promise.
  func wake()
}

/// The observers of one changing thing: bytes in a pipe, a child's state, a lock.
///
/// Whoever changes the thing calls ``wakeAll()``; whoever waits looks again. There is no
/// `wakeOne`: a woken system call is simply run again, and blocks again when it came too late.
final class WaitQueue {
  private var observers: [any WaitObserver] = []

  var isEmpty: Bool { observers.isEmpty }

  func add(_ observer: any WaitObserver) {
    observers.append(observer)
  }

  func remove(_ observer: any WaitObserver) {
    guard let index = observers.firstIndex(where: { $0 === observer }) else { return }
    observers.remove(at: index)
  }

  func wakeAll() {
    // An observer may leave or join other queues while it is told.
    for observer in observers { observer.wake() }
  }
}
