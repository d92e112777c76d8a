/// Whose turn it is to write much, while programs write to more terminals than one kernel can serve
/// at once.
///
/// A write costs the kernel far more than it costs a program to make the next one, and calls are
/// served in the order they come: beside sixty programs that only write, everybody else's calls
/// would wait for sixty writes each. So few terminals take much output at a time; the writers of
/// the others wait in line, and what is typed at a prompt is answered at once: until it is, nobody
/// else's turn counts. Little output, such as a prompt, needs no turn.
final class OutputTurns {
  /// One that is served, and one whose next call is on its way meanwhile.
  private static let limit = 2
  private static let turnBytes = 64 << 10
  fileprivate static let freeBytes = 4 << 10
  /// What a terminal may always write: 400 KB a second.
  private static let nanosecondsPerFreeByte: UInt64 = 2_500
  /// A turn nobody uses for so long is over.
  private static let idleNanoseconds: UInt64 = 5_000_000

  /// A program that reads what was typed is awaited for so long, and not again for a while, so that
  /// one that reads without end does not stop the others.
  private static let answerNanoseconds: UInt64 = 300_000
  private static let answerIntervalNanoseconds: UInt64 = 2_000_000

  /// What a terminal has of it.
  struct Share {
    /// A writer was told to wait.
    fileprivate(set) var isWaiting = false
    /// Bytes until others have their turn; nil without one.
    fileprivate var remaining: Int?
    /// Bytes without a turn; below zero after a turn, for a while.
    fileprivate var credit = OutputTurns.freeBytes
    fileprivate var time: UInt64 = 0
  }

  private unowned let kernel: Kernel
  private var holders: [Terminal] = []
  private var waiting: [Terminal] = []
  private var timer: TimerQueue.Entry?
  /// Whose program is awaited, and when that began.
  private weak var answering: Terminal?
  private var answerTime: UInt64 = 0
  private var answerTimer: TimerQueue.Entry?
  /// Those who would write meanwhile.
  private var held: [Terminal] = []
  /// The monotonic clock, in nanoseconds.
  var now: () -> UInt64

  init(_ kernel: Kernel) {
    self.kernel = kernel
    let clock = kernel.clock
    now = { clock.monotonic }
  }

  /// Whether a terminal takes output now. Otherwise its writers are woken when it does.
  func admits(_ terminal: Terminal) -> Bool {
    let time = now()
    if let answering, answering !== terminal, hold(terminal, time) { return false }
    refill(terminal, time)
    if terminal.outputShare.remaining != nil || terminal.outputShare.credit > 0 { return true }
    endIdleTurns(time)
    if holders.count < Self.limit {
      begin(terminal, time)
      return true
    }
    terminal.outputShare.isWaiting = true
    waiting.append(terminal)
    watchIdleTurns(time)
    return false
  }

  /// A program gets what was typed at a terminal.
  func inputArrived(at terminal: Terminal) {
    guard !holders.isEmpty, answering == nil else { return }
    let time = now()
    guard time - answerTime >= Self.answerIntervalNanoseconds else { return }
    answering = terminal
    answerTime = time
  }

  /// Whether a writer has to wait until somebody else's program has answered.
  private func hold(_ terminal: Terminal, _ time: UInt64) -> Bool {
    let deadline = answerTime + Self.answerNanoseconds
    guard time < deadline else {
      endAnswer()
      return false
    }
    terminal.outputShare.isWaiting = true
    held.append(terminal)
    if answerTimer == nil {
      answerTimer = kernel.timers.schedule(at: deadline) { [weak self] in self?.endAnswer() }
    }
    return true
  }

  private func endAnswer() {
    answering = nil
    answerTimer?.cancel()
    answerTimer = nil
    let terminals = held
    held = []
    for terminal in terminals {
      terminal.outputShare.isWaiting = false
      terminal.queues.wakeOutput()
    }
  }

  /// Counts what a terminal has taken.
  func count(_ bytes: Int, of terminal: Terminal) {
    if terminal === answering { endAnswer() }
    guard let remaining = terminal.outputShare.remaining else {
      terminal.outputShare.credit -= min(bytes, Self.turnBytes)
      return
    }
    terminal.outputShare.remaining = remaining - bytes
    // One that is full has its writers wait in any case.
    guard remaining <= bytes || !terminal.isDrained else { return }
    end(terminal)
    admitWaiting(now())
  }

  private func refill(_ terminal: Terminal, _ time: UInt64) {
    let bytes = Int((time - terminal.outputShare.time) / Self.nanosecondsPerFreeByte)
    guard bytes > 0 else { return }
    terminal.outputShare.time = time
    terminal.outputShare.credit = min(Self.freeBytes, terminal.outputShare.credit + bytes)
  }

  private func begin(_ terminal: Terminal, _ time: UInt64) {
    terminal.outputShare.remaining = Self.turnBytes
    terminal.outputShare.time = time
    holders.append(terminal)
  }

  private func end(_ terminal: Terminal) {
    terminal.outputShare.remaining = nil
    terminal.outputShare.credit = -Self.turnBytes
    holders.removeAll { $0 === terminal }
  }

  private func endIdleTurns(_ time: UInt64) {
    for holder in holders where time - holder.outputShare.time > Self.idleNanoseconds {
      end(holder)
    }
    admitWaiting(time)
  }

  private func admitWaiting(_ time: UInt64) {
    while holders.count < Self.limit, !waiting.isEmpty {
      let terminal = waiting.removeFirst()
      terminal.outputShare.isWaiting = false
      begin(terminal, time)
      terminal.queues.wakeOutput()
    }
  }

  /// A program may end in the middle of its turn.
  private func watchIdleTurns(_ time: UInt64) {
    guard timer == nil else { return }
    timer = kernel.timers.schedule(at: time + Self.idleNanoseconds) { [weak self] in
      guard let self else { return }
      timer = nil
      let time = now()
      endIdleTurns(time)
      if !waiting.isEmpty { watchIdleTurns(time) }
    }
  }
}
