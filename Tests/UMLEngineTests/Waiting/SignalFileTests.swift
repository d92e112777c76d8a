import LinuxABI
import Testing

@testable import UMLEngine

@Suite("signalfd")
struct SignalFileTests {
  private let machine: TestMachine
  private let process: TestProcess
  private let signals: Signals

  init() throws {
    machine = try TestMachine()
    _ = try machine.makeProcess()
    process = try machine.makeProcess()
    process.thread.state.blocked = SignalSet(.user1, .user2)
    signals = machine.kernel.signals
  }

  private func open(_ set: SignalSet, _ descriptor: UInt64 = .max) -> Int {
    process.call(SyscallNumber.signalfd4, descriptor, process.place(set.bytes), 8, 0o4000)
  }

  private func send(_ signal: SignalNumber) {
    signals.send(.user(signal, processID: 7, userID: 0), to: process.task.process)
  }

  /// The signals one read finds; its errno when it finds none.
  private func read(_ descriptor: Int, room: Int = 256) throws -> [SignalNumber] {
    let file = try process.file(UInt64(descriptor))
    let buffer = process.allocate(room)
    var destination = ReadDestination(
      process.task.memory, GuestAddress(buffer), length: room)
    let count = try file.object.read(&destination, at: 0, file)
    return SignalDescriptorInfo.array(from: process.bytes(at: buffer, count)).map(\.signal)
  }

  /// What poll(2) says of the descriptor.
  private func isReady(_ descriptor: Int) -> Bool {
    let entry = PollEntry(descriptor: Int32(descriptor), requested: .input)
    return process.call(SyscallNumber.poll, process.place(entry.bytes), 1, 0) == 1
  }

  @Test("blocked signals are read, the lowest first, and never reach the host")
  func reads() throws {
    let descriptor = open(SignalSet(.user1, .user2, .kill))
    #expect(throws: Errno.wouldBlock) { try read(descriptor) }
    #expect(throws: Errno.invalidArgument) { try read(descriptor, room: 127) }
    for signal in [SignalNumber.user2, .user1, .user1] { send(signal) }
    #expect(isReady(descriptor))
    #expect(try read(descriptor) == [.user1, .user2])
    #expect(!isReady(descriptor))
    #expect(process.thread.sentSignals.isEmpty)
  }

  @Test("what is not blocked or not asked for goes to the host")
  func others() {
    let descriptor = open(SignalSet(.user1, .terminate))
    send(.terminate)
    send(.user2)
    #expect(!isReady(descriptor))
    #expect(process.thread.sentSignals.map(\.signal) == [.terminate, .user2])
  }

  @Test("a signal that is unblocked before it was read is delivered after all")
  func unblocked() {
    let descriptor = open(SignalSet(.user1))
    send(.user1)
    process.thread.state.blocked = SignalSet()
    #expect(!isReady(descriptor))
    #expect(process.thread.sentSignals.map(\.signal) == [.user1])
  }

  @Test("a reader that changes its mask or closes gives up what it does not read")
  func released() throws {
    let descriptor = open(SignalSet(.user1, .user2))
    send(.user1)
    send(.user2)
    #expect(open(SignalSet(.user2), UInt64(descriptor)) == descriptor)
    #expect(process.thread.sentSignals.map(\.signal) == [.user1])
    try process.close(UInt64(descriptor))
    #expect(process.thread.sentSignals.map(\.signal) == [.user1, .user2])
    #expect(open(SignalSet(.user1), 77) == -9)
    let (reader, _) = process.pipe()
    #expect(open(SignalSet(.user1), reader) == -22)
  }

  @Test("a poll that waits is woken by a signal")
  func wakes() {
    let descriptor = open(SignalSet(.user1))
    let entry = PollEntry(descriptor: Int32(descriptor), requested: .input)
    let array = process.place(entry.bytes)
    #expect(process.start(SyscallNumber.poll, array, 1, UInt64(UInt32.max)) == nil)
    send(.user1)
    #expect(process.resume() == .value(1))
  }
}
