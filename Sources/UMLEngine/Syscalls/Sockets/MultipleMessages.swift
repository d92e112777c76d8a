import LinuxABI

/// sendmmsg(2) and recvmmsg(2): several messages with one call.
enum SocketMultipleMessageSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.sendmmsg, "sendmmsg", [.descriptor, .address, .integer, .flags],
      sendMessages),
    .init(
      SyscallNumber.recvmmsg, "recvmmsg", [.descriptor, .address, .integer, .flags, .address],
      receiveMessages),
  ]

  /// Messages that are through, and the one that waits.
  private struct Progress: PartialResult {
    var completed: Int
    var current: (any BlockedOperation)?
    let timeout: WaitTimeout

    var partialResult: Int? { completed > 0 ? completed : nil }
  }

  /// What a call does with one message.
  private typealias Action = (
    GuestAddress, MessageFlags, inout SyscallContext
  ) throws(Errno) -> SyscallOutcome

  static func sendMessages(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let progress = call.operation as? Progress ?? Progress(completed: 0, timeout: .none)
    let send: Action = { address, flags, call throws(Errno) in
      try SocketMessageSyscalls.send(address, flags: flags, &call)
    }
    return try run(send, progress, &call)
  }

  /// The timeout is looked at only after a message came, as Linux does; see recvmmsg(2), BUGS.
  static func receiveMessages(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    var progress = call.operation as? Progress
    if progress == nil { progress = Progress(completed: 0, timeout: try call.timeout(4)) }
    let receive: Action = { address, flags, call throws(Errno) in
      try SocketMessageSyscalls.receive(address, flags: flags, &call)
    }
    let outcome = try run(receive, progress ?? Progress(completed: 0, timeout: .none), &call)
    if case .value = outcome, let progress { call.storeRemaining(of: progress.timeout, at: 4) }
    return outcome
  }

  private static func run(
    _ action: Action, _ start: Progress, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    var progress = start
    let count = Int(min(call.uint32(2), 1024))
    call.operation = progress.current
    while progress.completed < count {
      let entry = call.address(1).advanced(by: progress.completed * MultipleMessageLayout.size)
      var flags = MessageFlags(rawValue: call.int32(3))
      if flags.contains(.waitForOne), progress.completed > 0 { flags.insert(.dontWait) }
      do throws(Errno) {
        switch try action(entry, flags.subtracting(.waitForOne), &call) {
        case .value(let length):
          try call.memory.writeInteger(
            UInt32(clamping: length), to: entry.advanced(by: MultipleMessageLayout.lengthOffset))
        case let outcome:
          progress.current = call.operation
          call.operation = progress
          return outcome
        }
      } catch {
        // The messages before are through; the error comes again with the next call.
        guard progress.completed > 0 else { throw error }
        break
      }
      progress.completed += 1
      call.operation = nil
      if progress.timeout.hasPassed(at: call.kernel.clock.monotonic) { break }
    }
    return .value(progress.completed)
  }
}
