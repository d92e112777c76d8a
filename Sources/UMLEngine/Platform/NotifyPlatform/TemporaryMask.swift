import LinuxABI
import UMLHost

/// The signal mask of ppoll(2) and its kin, which is in force while the call waits.
///
/// ```
///   interrupted call ─► stop on the way out: the mask is put in force
///                    ─► stop for the signal it lets in: delivered with a single step
///                    ─► stop at the handler's first instruction: the own mask goes into the frame
/// ```
/// The host would requeue a signal that is blocked again before its handler's frame is there, so
/// the thread's own mask can come back no earlier.
enum TemporaryMask {
  case none
  case wanted(SignalSet)
  /// The thread's own mask, to be put back.
  case inForce(own: UInt64)
  /// A handler is about to be entered.
  case entering(own: UInt64)
}

extension NotifyThread {
  /// At the stop after an interrupted call: puts the mask in force that lets the signal in.
  func applyMask() {
    guard case .wanted(let mask) = temporaryMask, let own = Tracee.signalMask(hostThread) else {
      return
    }
    Tracee.setSignalMask(hostThread, mask.rawValue)
    temporaryMask = .inForce(own: own)
  }

  /// How the thread goes on with a signal that is delivered.
  func goalOfDelivery() -> Tracee.Goal {
    guard case .inForce(let own) = temporaryMask else { return .nextEvent }
    temporaryMask = .entering(own: own)
    return .oneStep
  }

  /// The signal the mask let in is not delivered after all.
  func restoreMask() {
    guard case .inForce(let own) = temporaryMask else { return }
    Tracee.setSignalMask(hostThread, own)
    temporaryMask = .none
  }

  /// At the stop after the step: whether this was what the stop was for.
  func finishEntry(_ signal: Int32) -> Bool {
    guard case .entering(let own) = temporaryMask, signal == SignalNumber.trap.rawValue else {
      return false
    }
    temporaryMask = .none
    guard let registers = Tracee.registers(hostThread) else { return true }
    let context = registers.stackPointer &+ UInt64(SignalFrameLayout.contextOffset)
    guard registers[argument: 2] == context else {
      // No handler: the thread goes on where it was.
      Tracee.setSignalMask(hostThread, own)
      return true
    }
    // The handler's own mask is added to the one in force; what the frame restores is the last
    // word of its context.
    let saved = context &+ UInt64(UserContextLayout.size - SignalSet.size)
    _ = withUnsafeBytes(of: own) { writeMemory(saved, from: $0) }
    Tracee.setSignalMask(hostThread, own | (Tracee.signalMask(hostThread) ?? 0))
    return true
  }
}
