import Synchronization

/// The bytes of one line between the kernel's thread and the thread that shows the line.
///
/// Output is a bounded buffer that changes hands whole: the kernel appends under a lock held for
/// one copy, the service takes everything at once. Full, it makes the guest wait; nothing is lost.
/// Both sides are woken once for a burst, not once for a write.
public final class PaneLink: Sendable {
  /// Bytes of output that wait for the service at most.
  public static let capacity = 256 << 10

  /// What the person at the pane did, in order.
  public enum Input: Equatable, Sendable {
    case bytes([UInt8])
    case resize(rows: UInt16, columns: UInt16)
    case sendBreak
    /// The line hangs up, as when a terminal is switched off.
    case hangUp
  }

  /// What the line is attached to, whatever its pane shows.
  public struct Status: Hashable, Sendable {
    /// As in a configuration: `pane`, `pts:/dev/pts/5`.
    public var attachment = "pane"
    public var cable: CableStatus?
    /// The file that what the guest writes is kept in.
    public var logPath: String?

    public init(attachment: String = "pane", cable: CableStatus? = nil, logPath: String? = nil) {
      self.attachment = attachment
      self.cable = cable
      self.logPath = logPath
    }
  }

  /// What was typed and has not arrived yet.
  private struct Waiting {
    var input: Input
    /// For an answer, when its question was asked.
    var epoch: Int?
  }

  private struct State {
    var status = Status()
    var output: [UInt8] = []
    var input: [Waiting] = []
    var inputBytes = 0
    /// Counts the times when nobody waited for answers any more.
    var epoch = 0
    /// Bytes of the output that were written before the last of them.
    var expiredCount = 0
    /// When what the service took last was written.
    var takenEpoch = 0

    mutating func takeOutput() -> [UInt8] {
      takenEpoch = expiredCount > 0 ? epoch - 1 : epoch
      let rest = expiredCount > 0 ? Array(output[expiredCount...]) : []
      let taken = expiredCount > 0 ? Array(output[..<expiredCount]) : output
      output = rest
      expiredCount = 0
      return taken
    }

    var kernelWaitsForRoom = false
    var serviceWaitsForRoom = false
    var isClosed = false
    var onOutput: @Sendable () -> Void = {}
    var onInput: @Sendable () -> Void = {}
  }

  /// `con0`, `ssl3`.
  public let line: String
  private let state = Mutex(State())

  public init(line: String) { self.line = line }

  // MARK: The service's side, any thread

  /// Calls `action` whenever there is output where there was none, room for input that was not
  /// taken, and when the link closes.
  public func whenOutput(_ action: @escaping @Sendable () -> Void) {
    let isPending = state.withLock { state in
      state.onOutput = action
      return !state.output.isEmpty || state.isClosed
    }
    if isPending { action() }
  }

  /// All output so far, or all from before the last time answers expired: then the action for
  /// output is called again. The guest goes on if it waited for room.
  public func takeOutput() -> [UInt8] {
    let (output, wakes) = state.withLock { state in
      let output = state.takeOutput()
      let wakes = [
        state.kernelWaitsForRoom ? state.onInput : nil, state.output.isEmpty ? nil : state.onOutput,
      ]
      state.kernelWaitsForRoom = false
      return (output, wakes)
    }
    for wake in wakes { wake?() }
    return output
  }

  /// Types into the line. False when so much waits unread that it was not taken: the service is
  /// woken when there is room.
  @discardableResult
  public func send(_ input: Input) -> Bool { send(input, isAnswer: false) }

  /// The terminal's answer to what it was asked in the output taken last, such as where the cursor
  /// is. Nobody gets it who does not wait for it any more.
  public func answer(_ bytes: [UInt8]) { _ = send(.bytes(bytes), isAnswer: true) }

  private func send(_ input: Input, isAnswer: Bool) -> Bool {
    let (accepted, wake) = state.withLock { state in
      var count = 0
      if case .bytes(let bytes) = input { count = bytes.count }
      guard state.inputBytes == 0 || state.inputBytes + count <= Self.capacity else {
        // An answer is not sent again.
        if !isAnswer { state.serviceWaitsForRoom = true }
        return (false, nil as (@Sendable () -> Void)?)
      }
      let wasEmpty = state.input.isEmpty
      state.input.append(Waiting(input: input, epoch: isAnswer ? state.takenEpoch : nil))
      state.inputBytes += count
      return (true, wasEmpty ? state.onInput : nil)
    }
    wake?()
    return accepted
  }

  /// What the line is attached to; the action for output is called when it changes.
  public var status: Status { state.withLock { $0.status } }

  /// The kernel has ended; what is left of the output can still be taken.
  public var isClosed: Bool { state.withLock { $0.isClosed } }

  // MARK: The kernel's side

  func whenInput(_ action: @escaping @Sendable () -> Void) {
    let isPending = state.withLock { state in
      state.onInput = action
      return !state.input.isEmpty
    }
    if isPending { action() }
  }

  /// Appends what fits and returns how much that was; after less than all there is a wake.
  func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    let (count, wake) = state.withLock { state in
      let count = min(bytes.count, Self.capacity - state.output.count)
      let wasEmpty = state.output.isEmpty
      state.output.append(contentsOf: bytes[..<count])
      if count < bytes.count { state.kernelWaitsForRoom = true }
      return (count, wasEmpty && count > 0 ? state.onOutput : nil)
    }
    wake?()
    return count
  }

  func takeInput() -> [Input] {
    let (input, wake) = state.withLock { state in
      let epoch = state.epoch
      let input = state.input.filter { $0.epoch ?? epoch == epoch }.map(\.input)
      let wake = state.serviceWaitsForRoom ? state.onOutput : nil
      state.input = []
      state.inputBytes = 0
      state.serviceWaitsForRoom = false
      return (input, wake)
    }
    wake?()
    return input
  }

  /// Whoever asked the terminal something before now no longer waits for the answer.
  func expireAnswers() {
    state.withLock { state in
      state.epoch += 1
      state.expiredCount = state.output.count
    }
  }

  func setStatus(_ status: Status) {
    let wake = state.withLock { state in
      let hasChanged = state.status != status
      state.status = status
      return hasChanged ? state.onOutput : nil
    }
    wake?()
  }

  func close() {
    let wake = state.withLock { state in
      state.isClosed = true
      return state.onOutput
    }
    wake()
  }
}
