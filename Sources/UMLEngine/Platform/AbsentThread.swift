import LinuxABI

/// The thread of a task that never runs, and only stands for somebody: it has no memory, and takes
/// no notice of anything.
final class AbsentThread: GuestThread {
  var task: Task?

  func readMemory(_ address: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> Int { 0 }
  func writeMemory(_ address: UInt64, from buffer: UnsafeRawBufferPointer) -> Int { 0 }

  func finish(_ value: Int) {}
  func finishNatively() {}
  func finishInterrupted(_ rule: RestartRule, under mask: SignalSet?) {}
  func repeatCall(afterWaking futexes: [GuestAddress]) {}
  func repeatCall(afterPerforming call: HostCall) {}
  func finish(performing call: HostCall, _ answer: @escaping (Int) -> Int) {}
  func install(hostDescriptor: Int32, at descriptor: Int32) throws(Errno) {}

  func send(_ signal: SignalInfo, toProcess: Bool) throws(Errno) {}
  func signalState() -> HostSignalState { HostSignalState() }
  func kill() {}
  func kill(afterWaking futexes: [GuestAddress]) {}
  func hold() {}
  func release() {}

  func usage() -> HostUsage { HostUsage() }
  func memoryUsage() -> HostMemoryUse { HostMemoryUse() }
  func mappings() -> [HostMappingEntry] { [] }
  func setLimit(_ kind: ResourceKind, soft: UInt64) {}
  func processors() throws(Errno) -> [Int] { [] }
  func setProcessors(_ numbers: [Int]) throws(Errno) {}
}
