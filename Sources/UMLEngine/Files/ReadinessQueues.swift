import LinuxABI

/// The waiters of an object that becomes readable and writable at different times.
///
/// Kept apart so that a reader taking bytes does not wake the other readers. Whoever waits for
/// both sides, or for a hang-up alone, is in the third queue.
final class ReadinessQueues {
  private let input = WaitQueue()
  private let output = WaitQueue()
  private let both = WaitQueue()

  /// The queue that is woken when any of `events`, or a hang-up, may have come.
  func queue(for events: PollEvents) -> WaitQueue {
    switch (!events.isDisjoint(with: .inputLike), !events.isDisjoint(with: .outputLike)) {
    case (true, false): input
    case (false, true): output
    default: both
    }
  }

  func wakeInput() {
    input.wakeAll()
    both.wakeAll()
  }

  func wakeOutput() {
    output.wakeAll()
    both.wakeAll()
  }

  /// After a hang-up, an error, or the end of the object.
  func wakeAll() {
    input.wakeAll()
    output.wakeAll()
    both.wakeAll()
  }
}

extension PollEvents {
  /// Everything a reader waits for.
  static let inputLike: PollEvents = [
    .input, .priority, .normalInput, .bandInput, .readHangUp, .message,
  ]
  /// Everything a writer waits for.
  static let outputLike: PollEvents = [.output, .normalOutput, .bandOutput]
  /// What almost every readable object reports together.
  static let readable: PollEvents = [.input, .normalInput]
  /// What almost every writable object reports together.
  static let writable: PollEvents = [.output, .normalOutput]
}
