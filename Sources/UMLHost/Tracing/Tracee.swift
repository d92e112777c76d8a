internal import CHost

/// Requests to a thread traced by the calling thread. See ptrace(2).
///
/// All but ``interrupt(_:)`` need it stopped. A thread that was killed meanwhile makes them fail
/// with ESRCH, which is no error here: its end is reported as an event of its own.
public enum Tracee {
  /// How far a thread runs.
  public enum Goal {
    /// Until anything happens to it.
    case nextEvent
    /// Until the end of the system call it is in.
    case callExit
    /// One instruction, or the first one of a signal handler.
    case oneStep
  }

  /// Lets it run. `signal` is delivered to it first; 0 is none.
  public static func resume(_ thread: Int32, to goal: Goal = .nextEvent, signal: Int32 = 0) {
    let request =
      switch goal {
      case .nextEvent: PTRACE_CONT
      case .callExit: PTRACE_SYSCALL
      case .oneStep: PTRACE_SINGLESTEP
      }
    _ = chost_ptrace(Int32(request.rawValue), thread, 0, UInt(signal))
  }

  /// Makes a running thread stop with an `interrupted` event.
  public static func interrupt(_ thread: Int32) {
    _ = chost_ptrace(Int32(PTRACE_INTERRUPT.rawValue), thread, 0, 0)
  }

  /// nil when it was killed.
  public static func registers(_ thread: Int32) -> Registers? {
    var registers = Registers()
    return chost_trace_get_registers(thread, &registers.raw) < 0 ? nil : registers
  }

  /// What it goes on with.
  public static func setRegisters(_ thread: Int32, _ registers: Registers) {
    var raw = registers.raw
    _ = chost_trace_set_registers(thread, &raw)
  }

  /// The 128 bytes of siginfo of the signal about to be delivered; nil when there is none.
  public static func signalInformation(_ thread: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 128)
    return chost_trace_get_siginfo(thread, &bytes) < 0 ? nil : bytes
  }

  /// Replaces the 128 bytes of siginfo of the signal about to be delivered.
  public static func setSignalInformation(_ thread: Int32, _ bytes: [UInt8]) {
    precondition(bytes.count == 128, "siginfo has 128 bytes")
    var bytes = bytes
    _ = chost_trace_set_siginfo(thread, &bytes)
  }

  /// The signals it blocks, a bit each from SIGHUP in the lowest on; nil when it was killed.
  public static func signalMask(_ thread: Int32) -> UInt64? {
    var mask: UInt64 = 0
    return chost_trace_get_mask(thread, &mask) < 0 ? nil : mask
  }

  /// The same bits.
  public static func setSignalMask(_ thread: Int32, _ mask: UInt64) {
    _ = chost_trace_set_mask(thread, mask)
  }
}
