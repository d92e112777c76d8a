import LinuxABI

/// Signals as something to read. See signalfd(2).
///
/// Whoever looks or reads sees the signals of its own process, whoever made the descriptor. Only
/// blocked signals are there to be read: ``Signals`` keeps them from the host as long as an open
/// file like this asks for them.
final class SignalFile: EventObject {
  private let signals: Signals
  let queue = WaitQueue()
  /// What it reads.
  private(set) var mask: SignalSet

  init(_ signals: Signals, _ mask: SignalSet) {
    self.signals = signals
    self.mask = mask
    signals.add(self)
  }

  func setMask(_ mask: SignalSet) {
    self.mask = mask
    signals.readersChanged()
    queue.wakeAll()
  }

  func status() throws(Errno) -> FileStatus { .event }

  /// As many signals as there are and fit, 128 bytes each. EINVAL when not even one fits.
  func read(
    _ destination: inout ReadDestination, at position: Int64, _ file: OpenFile
  ) throws(Errno) -> Int {
    guard destination.remaining >= SignalDescriptorInfo.size else { throw .invalidArgument }
    guard let task = destination.caller else { throw .invalidArgument }
    var total = 0
    while destination.remaining >= SignalDescriptorInfo.size,
      let info = signals.takeKept(mask, for: task)
    {
      let layout = SignalDescriptorInfo(SignalInfoLayout(bytes: info.bytes))
      total += try destination.put(layout.bytes)
    }
    guard total > 0 else { throw .wouldBlock }
    return total
  }

  func readiness() -> PollEvents {
    guard let task = signals.currentTask, signals.hasKept(mask, for: task) else { return [] }
    return .input
  }

  func waitQueue(for events: PollEvents) -> WaitQueue? { queue }
  func closed(_ file: OpenFile) { signals.remove(self) }
}
