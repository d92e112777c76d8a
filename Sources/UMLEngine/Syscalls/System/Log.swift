import LinuxABI

/// syslog(2): the kernel's log for dmesg and klogd.
enum LogSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.syslog, "syslog", [.command, .address, .length], syslog)
  ]

  /// Reads or controls the kernel's log. See syslog(2).
  static func syslog(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let action = SyslogAction(rawValue: call.int32(0))
    // As Linux with dmesg_restrict 0: everybody may look, nobody else may change.
    if action != .readAll && action != .sizeBuffer {
      let credentials = call.task.credentials
      guard credentials.has(.systemLog) || credentials.has(.administration) else {
        throw .notPermitted
      }
    }
    guard let action else { throw .invalidArgument }
    let log = call.kernel.log
    switch action {
    case .close, .open: return .value(0)
    case .read: return try read(&call)
    case .readAll, .readClear:
      let text = log.ring.tail(from: log.clearedSequence, limit: try length(call))
      try put(text, call)
      if action == .readClear { log.clearedSequence = log.ring.nextSequence }
      return .value(text.count)
    case .clear:
      log.clearedSequence = log.ring.nextSequence
      return .value(0)
    case .consoleOff:
      if log.savedConsoleLevel == nil { log.savedConsoleLevel = log.consoleLevel }
      log.consoleLevel = 1
      return .value(0)
    case .consoleOn:
      log.consoleLevel = log.savedConsoleLevel ?? log.consoleLevel
      log.savedConsoleLevel = nil
      return .value(0)
    case .consoleLevel:
      guard (1...8).contains(call.int32(2)) else { throw .invalidArgument }
      log.consoleLevel = Int(call.int32(2))
      log.savedConsoleLevel = nil
      return .value(0)
    case .sizeUnread: return .value(log.syslogPosition.unreadBytes(log.ring))
    case .sizeBuffer: return .value(log.ring.capacity)
    }
  }

  private static func read(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let limit = try length(call)
    let log = call.kernel.log
    guard limit > 0 else { return .value(0) }
    var position = log.syslogPosition
    let text = position.read(log.ring, limit: limit)
    guard !text.isEmpty else { return .block(on: log.appended) }
    try put(text, call)
    log.syslogPosition = position
    return .value(text.count)
  }

  private static func length(_ call: SyscallContext) throws(Errno) -> Int {
    guard call.optionalAddress(1) != nil, call.int32(2) >= 0 else { throw .invalidArgument }
    return Int(call.int32(2))
  }

  private static func put(_ text: [UInt8], _ call: SyscallContext) throws(Errno) {
    try call.memory.write(text, to: call.address(1))
  }
}
