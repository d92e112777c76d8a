import LinuxABI

extension TimerFDSyscalls {
  /// The clock a timer descriptor goes by. EINVAL for one it cannot have; EPERM for an alarm clock
  /// without CAP_WAKE_ALARM. A guest machine never sleeps, so that alarm clocks are ordinary ones.
  static func timerSource(_ clock: ClockID?, _ call: SyscallContext) throws(Errno) -> TimerSource {
    let kernelClock = call.kernel.clock
    let monotonic = { kernelClock.monotonic }
    let own: () -> UInt64
    switch clock {
    case .monotonic: own = monotonic
    case .realTime, .realTimeAlarm: own = { UInt64(clamping: kernelClock.realtime) }
    case .bootTime, .bootTimeAlarm: own = { kernelClock.boottime }
    default: throw .invalidArgument
    }
    if clock == .realTimeAlarm || clock == .bootTimeAlarm {
      guard call.task.credentials.has(.wakeAlarm) else { throw .notPermitted }
    }
    return TimerSource(timers: call.kernel.timers, monotonic: monotonic, own: own)
  }
}
