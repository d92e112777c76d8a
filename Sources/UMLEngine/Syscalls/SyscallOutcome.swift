/// What a system call handler tells the kernel loop to do.
enum SyscallOutcome {
  /// The call returns this value; 0 or more, or an address.
  case value(Int)

  /// The call cannot proceed: the task is parked and the handler runs again when any of the
  /// queues is woken, the deadline passes, or never mind which.
  case block(Blocking)

  /// The host performs the call with its own arguments. Only for calls whose pointers cannot
  /// matter to anybody but the caller.
  case native

  /// The caller is gone or its registers were replaced; there is nothing to answer.
  case noReply
}

/// What a parked call waits for.
struct Blocking {
  var queues: [WaitQueue]
  /// Nanoseconds of the monotonic clock at which the handler is run again at the latest.
  var deadline: UInt64?
  var restart: RestartRule

  init(on queues: [WaitQueue], until deadline: UInt64? = nil, restart: RestartRule = .restart) {
    self.queues = queues
    self.deadline = deadline
    self.restart = restart
  }
}

extension SyscallOutcome {
  static func block(
    on queue: WaitQueue, until deadline: UInt64? = nil, restart: RestartRule = .restart
  ) -> SyscallOutcome {
    .block(Blocking(on: [queue], until: deadline, restart: restart))
  }
}

/// What becomes of a blocked call that a signal interrupts. See signal(7), "Interruption of system
/// calls".
enum RestartRule {
  /// Restarted when the handler has SA_RESTART or none ran, else EINTR: read, write, wait4, flock,
  /// accept.
  case restart
  /// Restarted whatever the handler says: FUTEX_LOCK_PI.
  case always
  /// Restarted only when no handler ran (stopped and continued): poll, select, pause.
  case unlessHandled
  /// EINTR whenever a signal was delivered.
  case never
}

/// What a call in progress must remember between two runs of its handler, for example how many
/// bytes are written already, or when its timeout ends.
protocol BlockedOperation {
  /// A signal ends the wait: what the caller is still to be told.
  func interrupted(_ call: SyscallContext)
}

extension BlockedOperation {
  func interrupted(_ call: SyscallContext) {}
}

/// An operation that has achieved something already: a signal ends the call with that result
/// instead of an error.
protocol PartialResult: BlockedOperation {
  /// nil while nothing was achieved.
  var partialResult: Int? { get }
}
