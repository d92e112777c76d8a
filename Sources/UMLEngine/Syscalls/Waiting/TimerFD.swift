import LinuxABI

/// timerfd_create(2), timerfd_settime(2), timerfd_gettime(2).
enum TimerFDSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.timerfdCreate, "timerfd_create", [.clock, .flags], create),
    .init(
      SyscallNumber.timerfdSettime, "timerfd_settime", [.descriptor, .flags, .address, .address],
      setTime),
    .init(SyscallNumber.timerfdGettime, "timerfd_gettime", [.descriptor, .address], getTime),
  ]

  /// Makes a timer that is read. See timerfd_create(2).
  static func create(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(1, known: TimerFDFlags.known)
    let source = try timerSource(ClockID(rawValue: call.int32(0)), call)
    var status = OpenFlags.readWrite
    if flags.contains(.nonBlocking) { status.insert(.nonBlocking) }
    let descriptor = try call.install(
      TimerFile(source), "anon_inode:[timerfd]", status,
      closesOnExecute: flags.contains(.closeOnExec))
    return .value(Int(descriptor))
  }

  /// Arms or disarms it, in time from now or at a time of its clock.
  ///
  /// Cancelling when the clock is set never happens: nobody but the host sets it.
  static func setTime(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(1, known: TimerSetFlags.known)
    let new = try call.memory.readLayout(call.address(2), as: ITimerSpec.self)
    guard new.isValid else { throw .invalidArgument }
    let timer = try timerFile(call)
    let old = timer.set(new, isAbsolute: flags.contains(.absolute))
    if let address = call.optionalAddress(3) { try call.memory.write(old.bytes, to: address) }
    return .value(0)
  }

  static func getTime(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let timer = try timerFile(call)
    try call.memory.write(timer.current().bytes, to: call.address(1))
    return .value(0)
  }

  private static func timerFile(_ call: SyscallContext) throws(Errno) -> TimerFile {
    guard let timer = try call.file(0).object as? TimerFile else { throw .invalidArgument }
    return timer
  }
}
