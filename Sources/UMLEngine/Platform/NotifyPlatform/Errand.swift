import LinuxABI
import UMLHost

/// futex(FUTEX_WAKE) calls that a thread makes for the kernel on its way to its end: nobody but a process that maps
/// the memory can wake who waits there in the host.
///
/// ```
///   exit ─► answered "make it again" ─► stop: registers for futex ─► its exit ─► next futex …
///        ─► registers as they were: exit again              (or the process is killed there)
/// ```
struct Errand {
  enum Ending {
    /// The call the thread was in is made again.
    case call
    case kill
  }

  var futexes: [GuestAddress]
  let ending: Ending
  /// How the thread goes on afterwards; nil before its first call.
  var own: Registers?
  /// Between the entry and the exit of a call.
  var isInside = false

  init(_ futexes: [GuestAddress], ending: Ending) {
    self.futexes = futexes
    self.ending = ending
  }
}

extension NotifyThread {
  func repeatCall(afterWaking futexes: [GuestAddress]) {
    errand = Errand(futexes, ending: .call)
    Tracee.interrupt(hostThread)
    finish(-Int(Errno.restartNoInterrupt.rawValue))
  }

  func kill(afterWaking futexes: [GuestAddress]) {
    guard errand == nil, !futexes.isEmpty else { return kill() }
    errand = Errand(futexes, ending: .kill)
    guard traceState == .running else { return startErrand() }
    Tracee.interrupt(hostThread)
    finish(-Int(Errno.restartNoInterrupt.rawValue))
  }

  /// At a stop that carries no signal.
  func startErrand() {
    guard var registers = Tracee.registers(hostThread) else { return }
    // Nothing it could still be told matters now, and handlers would lose the way back.
    Tracee.setSignalMask(hostThread, ~0)
    if registers.callNumber >= 0 {
      // What the host would do for the answer "make it again".
      registers.result = registers.callNumber
      registers.instructionPointer &-= UInt64(Registers.callInstructionSize)
      registers.callNumber = -1
    } else {
      registers.instructionPointer = StubLayout.callSite
    }
    errand?.own = registers
    continueErrand()
  }

  /// At a stop on the way into or out of one of its calls. False when there is no errand.
  func advanceErrand() -> Bool {
    guard errand?.own != nil else { return false }
    if errand?.isInside == true {
      errand?.isInside = false
      continueErrand()
    } else {
      errand?.isInside = true
      Tracee.resume(hostThread, to: .callExit)
    }
    return true
  }

  private func continueErrand() {
    guard let current = errand, let own = current.own else { return }
    guard let futex = current.futexes.first else { return end(current, own) }
    errand?.futexes.removeFirst()
    var registers = own
    registers.result = SyscallNumber.futex
    registers[argument: 0] = futex.value
    registers[argument: 1] = UInt64(FutexOperation.wake.rawValue)
    registers[argument: 2] = 1
    Tracee.setRegisters(hostThread, registers)
    traceState = .running
    Tracee.resume(hostThread, to: .callExit)
  }

  private func end(_ errand: Errand, _ own: Registers) {
    self.errand = nil
    guard errand.ending == .call else { return kill() }
    Tracee.setRegisters(hostThread, own)
    platform.settle(self)
  }
}
