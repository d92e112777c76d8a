/// How a signal's handler runs: `rt_sigaction(2)`.
public struct SignalActionFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The corresponding C constant is `SA_NOCLDSTOP`.
  public static let noChildStop = SignalActionFlags(rawValue: 0x1)
  /// Children leave no zombies (`SA_NOCLDWAIT`).
  public static let noChildWait = SignalActionFlags(rawValue: 0x2)
  /// The corresponding C constant is `SA_SIGINFO`.
  public static let information = SignalActionFlags(rawValue: 0x4)
  /// The action has a return address; x86-64 demands it (`SA_RESTORER`).
  public static let restorer = SignalActionFlags(rawValue: 0x4000000)
  /// The corresponding C constant is `SA_ONSTACK`.
  public static let onStack = SignalActionFlags(rawValue: 0x8000000)
  /// The corresponding C constant is `SA_RESTART`.
  public static let restart = SignalActionFlags(rawValue: 0x10000000)
  /// The corresponding C constant is `SA_NODEFER`.
  public static let noDefer = SignalActionFlags(rawValue: 0x40000000)
  /// The corresponding C constant is `SA_RESETHAND`.
  public static let resetHandler = SignalActionFlags(rawValue: 0x80000000)
  /// The corresponding C constant is `SA_UNSUPPORTED`.
  public static let unsupported = SignalActionFlags(rawValue: 0x400)
  /// The corresponding C constant is `SA_EXPOSE_TAGBITS`.
  public static let exposeTagBits = SignalActionFlags(rawValue: 0x800)
}

/// Why a signal was sent: `si_code`. Zero and less is a process's doing, the others mean different
/// things for different signals.
public struct SignalCode: RawRepresentable, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SI_USER`.
  public static let user = SignalCode(rawValue: 0)
  /// The corresponding C constant is `SI_KERNEL`.
  public static let kernel = SignalCode(rawValue: 128)
  /// The corresponding C constant is `SI_QUEUE`.
  public static let queue = SignalCode(rawValue: -1)
  /// The corresponding C constant is `SI_TIMER`.
  public static let timer = SignalCode(rawValue: -2)
  /// The corresponding C constant is `SI_MESGQ`.
  public static let messageQueue = SignalCode(rawValue: -3)
  /// The corresponding C constant is `SI_ASYNCIO`.
  public static let asyncIO = SignalCode(rawValue: -4)
  /// The corresponding C constant is `SI_SIGIO`.
  public static let signalIO = SignalCode(rawValue: -5)
  /// The corresponding C constant is `SI_TKILL`.
  public static let threadKill = SignalCode(rawValue: -6)
}

// Codes of particular signals; their numbers overlap.

extension SignalCode {
  /// The corresponding C constant is `CLD_EXITED`.
  public static let childExited = SignalCode(rawValue: 1)
  /// The corresponding C constant is `CLD_KILLED`.
  public static let childKilled = SignalCode(rawValue: 2)
  /// The corresponding C constant is `CLD_DUMPED`.
  public static let childDumped = SignalCode(rawValue: 3)
  /// The corresponding C constant is `CLD_TRAPPED`.
  public static let childTrapped = SignalCode(rawValue: 4)
  /// The corresponding C constant is `CLD_STOPPED`.
  public static let childStopped = SignalCode(rawValue: 5)
  /// The corresponding C constant is `CLD_CONTINUED`.
  public static let childContinued = SignalCode(rawValue: 6)
  /// The corresponding C constant is `SEGV_MAPERR`.
  public static let addressNotMapped = SignalCode(rawValue: 1)
  /// The corresponding C constant is `SEGV_ACCERR`.
  public static let accessDenied = SignalCode(rawValue: 2)
  /// The corresponding C constant is `BUS_ADRALN`.
  public static let addressMisaligned = SignalCode(rawValue: 1)
  /// The corresponding C constant is `BUS_ADRERR`.
  public static let addressNotExistent = SignalCode(rawValue: 2)
  /// The corresponding C constant is `BUS_OBJERR`.
  public static let objectError = SignalCode(rawValue: 3)
  /// The corresponding C constant is `ILL_ILLOPC`.
  public static let illegalOpcode = SignalCode(rawValue: 1)
  /// The corresponding C constant is `ILL_ILLOPN`.
  public static let illegalOperand = SignalCode(rawValue: 2)
  /// The corresponding C constant is `ILL_PRVOPC`.
  public static let privilegedOpcode = SignalCode(rawValue: 5)
  /// The corresponding C constant is `FPE_INTDIV`.
  public static let integerDivide = SignalCode(rawValue: 1)
  /// The corresponding C constant is `FPE_INTOVF`.
  public static let integerOverflow = SignalCode(rawValue: 2)
  /// The corresponding C constant is `FPE_FLTDIV`.
  public static let floatDivide = SignalCode(rawValue: 3)
  /// The corresponding C constant is `FPE_FLTOVF`.
  public static let floatOverflow = SignalCode(rawValue: 4)
  /// The corresponding C constant is `FPE_FLTUND`.
  public static let floatUnderflow = SignalCode(rawValue: 5)
  /// The corresponding C constant is `FPE_FLTINV`.
  public static let floatInvalid = SignalCode(rawValue: 7)
  /// The corresponding C constant is `TRAP_BRKPT`.
  public static let breakpoint = SignalCode(rawValue: 1)
  /// The corresponding C constant is `TRAP_TRACE`.
  public static let traceTrap = SignalCode(rawValue: 2)
  /// The corresponding C constant is `SYS_SECCOMP`.
  public static let seccomp = SignalCode(rawValue: 1)
  /// The corresponding C constant is `POLL_IN`.
  public static let pollInput = SignalCode(rawValue: 1)
  /// The corresponding C constant is `POLL_OUT`.
  public static let pollOutput = SignalCode(rawValue: 2)
  /// The corresponding C constant is `POLL_MSG`.
  public static let pollMessage = SignalCode(rawValue: 3)
  /// The corresponding C constant is `POLL_ERR`.
  public static let pollError = SignalCode(rawValue: 4)
  /// The corresponding C constant is `POLL_HUP`.
  public static let pollHangUp = SignalCode(rawValue: 6)
}

/// The state of a signal stack: `sigaltstack(2)`.
public struct AlternateStackFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SS_ONSTACK`.
  public static let onStack = AlternateStackFlags(rawValue: 0x1)
  /// The corresponding C constant is `SS_DISABLE`.
  public static let disabled = AlternateStackFlags(rawValue: 0x2)
  /// The corresponding C constant is `SS_AUTODISARM`.
  public static let autoDisarm = AlternateStackFlags(rawValue: .min)
}
