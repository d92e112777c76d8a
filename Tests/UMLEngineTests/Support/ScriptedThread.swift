import LinuxABI

@testable import UMLEngine

/// A thread of a ``ScriptedPlatform``.
final class ScriptedThread: GuestThread {
  enum Answer: Equatable {
    case value(Int)
    case native
    case interrupted(RestartRule)
    case again
    case performed(HostCall)
  }

  /// Where the memory begins; everything else faults.
  static let base: UInt64 = 0x1000_0000

  var task: Task?
  /// Shared by the threads of a process, and by nobody else.
  var memory: [UInt8]
  /// What the kernel answered last; nil while a call waits.
  var answer: Answer?
  /// What becomes of the result of a call that was performed for the kernel.
  private(set) var finishCall: ((Int) -> Int)?
  /// Signals on their way, in the order they were sent.
  private(set) var sentSignals: [SignalInfo] = []
  var state = HostSignalState()
  private var allowedProcessors = [0]
  private(set) var isHeld = false
  private(set) var isKilled = false
  private(set) var wokenFutexes: [GuestAddress] = []

  init(memorySize: Int = 1 << 20) { memory = [UInt8](repeating: 0, count: memorySize) }

  func readMemory(_ address: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let range = accessible(address, buffer.count) else { return 0 }
    memory.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
    return range.count
  }

  func writeMemory(_ address: UInt64, from buffer: UnsafeRawBufferPointer) -> Int {
    guard let range = accessible(address, buffer.count) else { return 0 }
    memory.withUnsafeMutableBytes {
      UnsafeMutableRawBufferPointer(rebasing: $0[range]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: buffer[..<range.count]))
    }
    return range.count
  }

  /// The part of a range that is memory.
  private func accessible(_ address: UInt64, _ count: Int) -> Range<Int>? {
    let end = Self.base + UInt64(memory.count)
    guard address >= Self.base, address < end else { return nil }
    let offset = Int(address - Self.base)
    return offset..<min(offset + count, memory.count)
  }

  func finish(_ value: Int) { answer = .value(value) }
  func finishNatively() { answer = .native }
  func repeatCall(afterPerforming call: HostCall) {}
  func finishInterrupted(_ rule: RestartRule, under mask: SignalSet?) {
    answer = .interrupted(rule)
  }
  func repeatCall(afterWaking futexes: [GuestAddress]) {
    wokenFutexes += futexes
    answer = .again
  }
  func finish(performing call: HostCall, _ answer: @escaping (Int) -> Int) {
    self.answer = .performed(call)
    finishCall = answer
  }
  func install(hostDescriptor: Int32, at descriptor: Int32) throws(Errno) {}

  func send(_ signal: SignalInfo, toProcess: Bool) throws(Errno) {
    sentSignals.append(signal)
    if toProcess {
      state.pendingProcess.insert(signal.signal)
    } else {
      state.pendingThread.insert(signal.signal)
    }
  }

  func forgetSignals() { sentSignals = [] }
  func signalState() -> HostSignalState { state }
  func kill() { isKilled = true }
  func kill(afterWaking futexes: [GuestAddress]) {
    wokenFutexes += futexes
    isKilled = true
  }
  func hold() { isHeld = true }
  func release() { isHeld = false }
  func usage() -> HostUsage { HostUsage() }
  func memoryUsage() -> HostMemoryUse { HostMemoryUse(virtual: UInt64(memory.count)) }
  func mappings() -> [HostMappingEntry] { [] }
  func setLimit(_ kind: ResourceKind, soft: UInt64) {}
  func processors() throws(Errno) -> [Int] { allowedProcessors }
  func setProcessors(_ numbers: [Int]) throws(Errno) {
    guard !numbers.isEmpty else { throw .invalidArgument }
    allowedProcessors = numbers
  }
}
