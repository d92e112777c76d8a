import LinuxABI

// From the driver through the discipline to whoever reads.
extension Terminal {
  /// Input has come. What there is no room for is kept, and the driver is asked to wait.
  func receive(_ bytes: [UInt8]) {
    // Nobody has it open: nobody can ever read this.
    guard openCount > 0 else { return }
    lastInputTime = kernel.clock.monotonic
    if let log = kernel.terminals.log { log.passed(bytes, .read, self) }
    guard heldInput.isEmpty else {
      heldInput.append(bytes[...])
      return
    }
    let taken = process(bytes)
    if taken < bytes.count { heldInput.append(bytes[taken...]) }
    throttleIfNeeded()
  }

  func receiveBreak() {
    var effects: [TerminalEffect] = []
    discipline.receiveBreak(into: &effects)
    apply(effects)
  }

  func receiveDamaged(_ byte: UInt8) {
    var effects: [TerminalEffect] = []
    discipline.receiveDamaged(byte, into: &effects)
    apply(effects)
  }

  private func process(_ bytes: [UInt8]) -> Int {
    var effects: [TerminalEffect] = []
    let taken = discipline.receive(bytes.span, into: &effects)
    apply(effects)
    return taken
  }

  /// There may be room again: after a read, a flush, new settings.
  func resumeInput() {
    while !heldInput.isEmpty {
      let bytes = heldInput.take(4096)
      let taken = process(bytes)
      guard taken < bytes.count else { continue }
      var rest = ByteQueue()
      rest.append(bytes[taken...])
      let behind = heldInput.take(heldInput.count)
      rest.append(behind[...])
      heldInput = rest
      break
    }
    throttleIfNeeded()
  }

  /// Asks the driver to wait, or to go on; with IXOFF the other side of a line is asked, too.
  func throttleIfNeeded() {
    let isFull = !heldInput.isEmpty || discipline.isNearlyFull
    guard isFull != isThrottled else { return }
    isThrottled = isFull
    driver.setReceiving(!isFull)
    if kind != .pseudo, discipline.has(.enableInputFlowControl) {
      driver.transmitUrgently(discipline.settings[isFull ? .stop : .start])
    }
  }

  func apply(_ effects: [TerminalEffect]) {
    for effect in effects {
      switch effect {
      case .output(let bytes): transmitEcho(bytes)
      case .signal(let signal): sendToForeground(signal)
      case .inputAvailable:
        if kind != .pseudo { kernel.terminals.outputTurns.inputArrived(at: self) }
        queues.wakeInput()
      case .inputDiscarded:
        heldInput.removeAll()
        driver.inputWasDiscarded()
      case .discardOutput: discardOutput()
      case .stopOutput: driver.outputWasStopped(true)
      case .startOutput:
        driver.outputWasStopped(false)
        driverIsReady()
      }
    }
  }

  // MARK: Reading

  /// Whether a reader could still get something that has come.
  var hasUnreadInput: Bool { discipline.hasInput() || !heldInput.isEmpty }

  /// A line, or what VMIN and VTIME ask for. See termios(3), "Canonical and noncanonical mode".
  func read(_ destination: inout ReadDestination, nonBlocking: Bool) throws(Errno) -> Int {
    try check(destination.caller, .terminalInput)
    guard destination.remaining > 0 else { return 0 }
    guard try isReadReady(destination.remaining, destination.caller, nonBlocking) else {
      throw .wouldBlock
    }
    if let task = destination.caller { timedReads[task.tid] = nil }
    let bytes = discipline.hasInput() ? discipline.read(limit: destination.remaining) : []
    let count = try destination.put(bytes)
    resumeInput()
    if !hasUnreadInput { driver.inputWasRead() }
    return count
  }

  private func isReadReady(_ wanted: Int, _ task: Task?, _ nonBlocking: Bool) throws(Errno) -> Bool
  {
    let settings = discipline.settings
    if discipline.has(.canonical) { return discipline.hasInput() }
    let minimum = Int(settings[.minimum])
    let tenths = UInt64(settings[.timeout])
    if nonBlocking {
      return discipline.hasInput() || (minimum == 0 && tenths == 0)
    }
    if minimum == 0 {
      if tenths == 0 || discipline.hasInput() { return true }
      return hasWaited(task, tenths, since: 0)
    }
    if discipline.hasInput(atLeast: min(minimum, wanted)) { return true }
    guard tenths > 0, discipline.hasInput() else { return false }
    return hasWaited(task, tenths, since: lastInputTime)
  }

  /// Whether a read's time is up: counted from its beginning, or from the last byte when that came
  /// later. Otherwise the reader is woken when it is.
  private func hasWaited(_ task: Task?, _ tenths: UInt64, since lastByte: UInt64) -> Bool {
    // The kernel itself does not wait.
    guard let task else { return true }
    let now = kernel.clock.monotonic
    let start = timedReads[task.tid] ?? now
    timedReads[task.tid] = start
    let deadline = max(start, lastByte) + tenths * 100_000_000
    guard now < deadline else { return true }
    let tid = task.tid
    kernel.timers.schedule(at: deadline) { [weak self] in
      guard let self else { return }
      // A signal has ended that read; the next one has its own time.
      if kernel.processes.task(tid)?.blocked == nil { timedReads[tid] = nil }
      queues.wakeInput()
    }
    return false
  }
}
