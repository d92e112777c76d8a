import LinuxABI
import UMLHost

/// The ptrace stops of fork, vfork, clone and rt_sigtimedwait.
///
/// Every new process becomes a direct child of the kernel (CLONE_PARENT), so that one place reaps;
/// the host never writes its own thread numbers into guest memory, because the guest has others.
extension NotifyPlatform {
  func handleTracedCall(_ thread: NotifyThread) {
    guard var registers = Tracee.registers(thread.hostThread) else { return }
    switch registers.callNumber {
    case SyscallNumber.execve, SyscallNumber.execveat: handleExecute(thread, &registers)
    case SyscallNumber.rtSigtimedwait:
      // A bad address is the host's to complain about.
      let set: UInt64? = try? GuestMemory(thread: thread).readInteger(
        GuestAddress(registers[argument: 0]))
      thread.goal = .signalWait(
        information: registers[argument: 1], set: SignalSet(rawValue: set ?? 0))
      delegate?.awaitsSignals(thread)
      Tracee.resume(thread.hostThread, to: .callExit)
    default: handleClone(thread, &registers)
    }
  }

  /// The call fails without the host having seen it.
  func refuse(_ thread: NotifyThread, _ registers: inout Registers, _ error: Errno) {
    registers.callNumber = -1
    registers.result = -Int(error.rawValue)
    Tracee.setRegisters(thread.hostThread, registers)
    Tracee.resume(thread.hostThread)
  }

  private func handleClone(_ thread: NotifyThread, _ registers: inout Registers) {
    let request = Self.request(registers)
    do throws(Errno) {
      try delegate?.clone(thread, request: request)
    } catch {
      return refuse(thread, &registers, error)
    }
    let arguments = registers.arguments
    thread.goal = .rewritten(callNumber: registers.callNumber)
    if registers.callNumber != SyscallNumber.clone {
      for index in 1...4 { registers[argument: index] = 0 }
      registers.callNumber = SyscallNumber.clone
    }
    var flags = request.flags.subtracting([
      .parentSetThreadID, .childSetThreadID, .processDescriptor,
    ])
    if !request.makesThread { flags.insert(.parent) }
    registers[argument: 0] = flags.rawValue | UInt64(SignalNumber.child.rawValue)
    thread.cloneRequest = request
    thread.callArguments = arguments
    Tracee.setRegisters(thread.hostThread, registers)
    Tracee.resume(thread.hostThread, to: .callExit)
  }

  func handleCloned(_ thread: NotifyThread, child: Int32) {
    // Only a clone that was agreed to gets as far as this.
    guard let request = thread.cloneRequest else { return GuestControl.kill(child) }
    thread.cloneRequest = nil
    let newThread = register(child: child, of: thread, request: request)
    let guestTID = delegate?.cloned(thread, child: newThread, request: request) ?? 0
    // A bad address is the program's own mistake; Linux ignores it as well.
    withUnsafeBytes(of: guestTID) { bytes in
      if request.flags.contains(.parentSetThreadID) {
        _ = thread.writeMemory(request.parentTID.value, from: bytes)
      }
      if request.flags.contains(.childSetThreadID) {
        _ = newThread.writeMemory(request.childTID.value, from: bytes)
      }
    }
    newThread.callArguments = thread.callArguments
    if newThread.hasStarted {
      startNew(newThread)
    } else if !GuestControl.exists(child) {
      // It was killed before its creator's event came, and its end has been reported already.
      handleExit(newThread, .signaled(SignalNumber.kill.rawValue))
    }
    thread.goal = .cloned(guestTID: guestTID)
    Tracee.resume(thread.hostThread, to: .callExit)
  }

  func handleReturn(_ thread: NotifyThread) {
    defer { settle(thread) }
    let goal = thread.goal
    thread.goal = .none
    guard var registers = Tracee.registers(thread.hostThread) else { return }
    switch goal {
    case .none: return
    case .rewritten(let callNumber):
      // There is no child, or no new program. A signal may have come, and then the host makes the
      // call again: it has to be the guest's own call once more, not the rewritten one.
      registers.callNumber = callNumber
      thread.candidate = nil
      if let arguments = thread.callArguments { registers.arguments = arguments }
      thread.callArguments = nil
      thread.cloneRequest = nil
      Tracee.setRegisters(thread.hostThread, registers)
    case .cloned(let guestTID):
      registers.result = Int(guestTID)
      // A call leaves its argument registers alone; vfork of the C library keeps its return address
      // in one.
      if let arguments = thread.callArguments { registers.arguments = arguments }
      thread.callArguments = nil
      Tracee.setRegisters(thread.hostThread, registers)
    case .signalWait(let information, _):
      guard registers.result > 0 else { return }
      translateSignalInformation(thread, at: information)
    }
  }

  /// A new thread starts with the registers its creator had, not with those of the rewritten call.
  func startNew(_ thread: NotifyThread) {
    if let arguments = thread.callArguments, var registers = Tracee.registers(thread.hostThread) {
      registers.arguments = arguments
      Tracee.setRegisters(thread.hostThread, registers)
      thread.callArguments = nil
    }
    settle(thread)
  }

  private func translateSignalInformation(_ thread: NotifyThread, at address: UInt64) {
    var bytes = [UInt8](repeating: 0, count: 128)
    let read = bytes.withUnsafeMutableBytes { thread.readMemory(address, into: $0) }
    guard address != 0, read == 128 else { return }
    guard let taken = signalBook.take(bytes) else { return }
    let translated = delegate?.arriving(taken, at: thread) ?? taken
    _ = translated.bytes.withUnsafeBytes { thread.writeMemory(address, from: $0) }
  }

  private static func request(_ registers: Registers) -> CloneRequest {
    switch registers.callNumber {
    case SyscallNumber.fork:
      return CloneRequest(flags: [], exitSignal: SignalNumber.child.rawValue)
    case SyscallNumber.vfork:
      return CloneRequest(flags: [.memory, .vfork], exitSignal: SignalNumber.child.rawValue)
    default:
      let word = registers[argument: 0]
      return CloneRequest(
        flags: CloneFlags(rawValue: word & ~CloneFlags.exitSignalMask),
        exitSignal: Int32(word & CloneFlags.exitSignalMask),
        parentTID: GuestAddress(registers[argument: 2]),
        childTID: GuestAddress(registers[argument: 3]))
    }
  }
}
