import LinuxABI
import UMLHost

/// Calls that a thread makes for the kernel before it goes on: only a process itself can map
/// memory, and only one that maps a futex can wake who waits there in the host.
///
/// ```
///   exit ─► answered "make it again" ─► stop: registers for futex ─► its exit ─► next futex …
///        ─► registers as they were: exit again
/// ```
/// Or the process is killed there, or the last call's result becomes the answer.
struct Errand {
  enum Ending {
    /// The call the thread was in is made again, and no signal comes any more.
    case call
    /// The same, for one that goes on afterwards.
    case again
    case kill
    /// The call the thread was in returns what this makes of the last one's result.
    case answer((Int) -> Int)
  }

  var calls: [HostCall]
  let ending: Ending
  /// How the thread goes on afterwards; nil before its first call.
  var own: Registers?
  /// The thread's own signal mask.
  var mask: UInt64 = 0
  /// Between the entry and the exit of a call.
  var isInside = false
  /// The call under way is to be performed once the filter reports it.
  var awaitsReport = false
  /// The file for that call.
  var descriptor: Int32?
  /// What the last call returned.
  var result = 0

  init(_ calls: [HostCall], ending: Ending) {
    self.calls = calls
    self.ending = ending
  }
}

extension NotifyThread {
  func repeatCall(afterWaking futexes: [GuestAddress]) {
    leaveCall(for: Errand(futexes.map(HostCall.wake), ending: .call))
  }

  func repeatCall(afterPerforming call: HostCall) {
    leaveCall(for: Errand([call], ending: .again))
  }

  func finish(performing call: HostCall, _ answer: @escaping (Int) -> Int) {
    leaveCall(for: Errand([call], ending: .answer(answer)))
  }

  func kill(afterWaking futexes: [GuestAddress]) {
    guard errand == nil, !futexes.isEmpty else { return kill() }
    let last = Errand(futexes.map(HostCall.wake), ending: .kill)
    guard traceState == .running else {
      errand = last
      return startErrand()
    }
    leaveCall(for: last)
  }

  private func leaveCall(for errand: Errand) {
    self.errand = errand
    Tracee.interrupt(hostThread)
    finish(-Int(Errno.restartNoInterrupt.rawValue))
  }

  /// At a stop that carries no signal.
  func startErrand() {
    // It stops once more when it is to be held: that comes when it is back.
    guard errand?.own == nil else { return Tracee.resume(hostThread, to: .callExit) }
    guard var registers = Tracee.registers(hostThread) else { return }
    // Handlers would lose the way back.
    errand?.mask = Tracee.signalMask(hostThread) ?? 0
    Tracee.setSignalMask(hostThread, ~0)
    if registers.callNumber >= 0 {
      // What the host would do for the answer "make it again".
      registers.result = registers.callNumber
      registers.instructionPointer &-= UInt64(Registers.callInstructionSize)
      registers.callNumber = -1
    } else {
      registers.instructionPointer = StubLayout.callSite(of: platform.layout.stubAddress)
    }
    errand?.own = registers
    continueErrand()
  }

  /// At a stop on the way into or out of one of its calls. False when there is no errand.
  func advanceErrand() -> Bool {
    guard errand?.own != nil else { return false }
    if errand?.isInside == true {
      errand?.isInside = false
      errand?.result = Tracee.registers(hostThread)?.result ?? -Int(Errno.noSuchProcess.rawValue)
      continueErrand()
    } else {
      errand?.isInside = true
      Tracee.resume(hostThread, to: .callExit)
    }
    return true
  }

  /// The filter reports a call of the errand's: the host is to perform it. False when the call is
  /// the program's own.
  func takeErrandCall() -> Bool {
    guard errand?.awaitsReport == true, let call else { return false }
    errand?.awaitsReport = false
    do throws(Errno) {
      if let descriptor = errand?.descriptor {
        try put(descriptor, at: StubLayout.programDescriptor)
      }
      finishNatively()
    } catch {
      self.call = nil
      platform.listener.answer(call, -Int(error.rawValue))
    }
    return true
  }

  private func continueErrand() {
    guard let current = errand, let own = current.own else { return }
    guard let call = current.calls.first else { return end(current, own) }
    errand?.calls.removeFirst()
    errand?.awaitsReport = call.isReported
    errand?.descriptor = call.descriptor
    var registers = own
    registers.result = call.number
    for (index, value) in call.arguments.enumerated() { registers[argument: index] = value }
    if call.descriptor != nil {
      registers[argument: 4] = UInt64(StubLayout.programDescriptor)
    }
    Tracee.setRegisters(hostThread, registers)
    traceState = .running
    Tracee.resume(hostThread, to: .callExit)
  }

  private func end(_ errand: Errand, _ own: Registers) {
    self.errand = nil
    var registers = own
    switch errand.ending {
    case .kill: return kill()
    case .call: break
    case .again: Tracee.setSignalMask(hostThread, errand.mask)
    case .answer(let answer):
      registers.result = answer(errand.result)
      registers.instructionPointer &+= UInt64(Registers.callInstructionSize)
      Tracee.setSignalMask(hostThread, errand.mask)
    }
    Tracee.setRegisters(hostThread, registers)
    platform.settle(self)
  }
}
