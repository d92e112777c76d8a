import LinuxABI
import UMLHost

/// The stop of a thread that a signal is about to be delivered to.
extension NotifyPlatform {
  func handleSignal(_ thread: NotifyThread, _ number: Int32) {
    if thread.finishEntry(number) { return settle(thread) }
    thread.restartUnreceivedCall(at: number)
    guard let bytes = Tracee.signalInformation(thread.hostThread) else { return }
    let translated = signalBook.take(bytes).map { delegate?.arriving($0, at: thread) ?? $0 }
    let info = translated ?? SignalInfo(bytes: bytes)
    thread.traceState = .stopped
    switch delegate?.deliver(info, to: thread) ?? .deliver {
    case .deliver:
      if let translated {
        Tracee.setSignalInformation(thread.hostThread, translated.bytes)
      }
      thread.traceState = .running
      Tracee.resume(thread.hostThread, to: thread.goalOfDelivery(), signal: number)
    case .discard:
      thread.restoreMask()
      settle(thread)
    case .hold:
      thread.restoreMask()
      thread.isHeld = true
    }
  }
}
