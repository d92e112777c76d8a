import LinuxABI

/// A system call that waits: parked in the kernel until a queue is woken, its deadline comes,
/// or a signal interrupts it.
final class BlockedCall: WaitObserver {
  let context: SyscallContext
  private(set) var blocking: Blocking
  private let kernel: Kernel
  private var timer: TimerQueue.Entry?
  /// It was woken and will be run again.
  private(set) var isScheduled = false
  /// A signal stopped its process before it was done: it only waits to be made again, so that there
  /// is nothing it could miss, and other signals that have come meanwhile are before it.
  let isSentBack: Bool

  init(_ context: SyscallContext, _ blocking: Blocking) {
    self.context = context
    self.blocking = blocking
    kernel = context.kernel
    isSentBack = blocking.queues.isEmpty && blocking.deadline == nil
    for queue in blocking.queues { queue.add(self) }
    if let deadline = blocking.deadline {
      timer = kernel.timers.schedule(at: deadline) { [unowned self] in wake() }
    }
  }

  func wake() {
    guard !isScheduled else { return }
    isScheduled = true
    kernel.scheduleRetry(of: self)
  }

  /// It was woken while its process is stopped, and waits for a new wake.
  func postpone() { isScheduled = false }

  /// Leaves all queues; the call is about to be answered or run again.
  func leave() {
    for queue in blocking.queues { queue.remove(self) }
    timer?.cancel()
    blocking.queues = []
  }
}
