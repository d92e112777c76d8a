import LinuxABI

/// Waiting for children. See wait4(2) and waitid(2).
enum WaitSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.wait4, "wait4", [.pid, .address, .flags, .address], wait4),
    .init(SyscallNumber.waitid, "waitid", [.integer, .pid, .address, .flags, .address], waitid),
  ]

  private static func wait4(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let known: WaitOptions = [.noHang, .untraced, .continued, .noThread, .clone, .all]
    let options = try call.flags(2, known: known)
    let selection = try ChildSelection(pid: call.int32(0), caller: call.task)
    var states: ChildWait.States = [.exited]
    if options.contains(.untraced) { states.insert(.stopped) }
    if options.contains(.continued) { states.insert(.continued) }
    let wait = ChildWait(selection: selection, states: states, options: options)
    guard let event = try wait.next(call.task) else { return wait.outcomeWithoutEvent(call.task) }

    // What is reported to a bad address is reported all the same.
    let usage = event.usage
    wait.take(event, call.kernel)
    if let address = call.optionalAddress(1) {
      try call.memory.writeInteger(event.status.rawValue, to: address)
    }
    if let address = call.optionalAddress(3) {
      try call.memory.write(usage.layout.bytes, to: address)
    }
    return .value(Int(event.child.pid))
  }

  private static func waitid(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let options = try call.flags(3, known: WaitOptions.known)
    guard let target = WaitTarget(rawValue: call.int32(0)) else { throw .invalidArgument }
    var states: ChildWait.States = []
    if options.contains(.exited) { states.insert(.exited) }
    if options.contains(.untraced) { states.insert(.stopped) }
    if options.contains(.continued) { states.insert(.continued) }
    guard !states.isEmpty else { throw .invalidArgument }
    let selection = try ChildSelection(target, call.int32(1), caller: call.task)
    let isNonBlocking = target == .descriptor ? try call.file(1).isNonBlocking : false
    let wait = ChildWait(selection: selection, states: states, options: options)
    guard let event = try wait.next(call.task) else {
      if options.contains(.noHang) {
        try write(SignalInfo(signal: .none, code: SignalCode(rawValue: 0)), call)
      } else if isNonBlocking {
        throw .wouldBlock
      }
      return wait.outcomeWithoutEvent(call.task)
    }
    let usage = event.usage
    wait.take(event, call.kernel)
    if let address = call.optionalAddress(4) {
      try call.memory.write(usage.layout.bytes, to: address)
    }
    try write(event.information, call)
    return .value(0)
  }

  private static func write(_ information: SignalInfo, _ call: SyscallContext) throws(Errno) {
    guard let address = call.optionalAddress(2) else { return }
    // Linux fills these fields and leaves the rest of the structure alone.
    try call.memory.write(Array(information.bytes.prefix(28)), to: address)
  }
}
