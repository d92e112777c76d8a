import LinuxABI
import Testing

@testable import UMLEngine

@Suite("eventfd, timerfd, pidfd")
struct EventTests {
  private func bytes(_ value: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(value)
    return writer.bytes
  }

  @Test("an eventfd adds up and is emptied, or counted down as a semaphore")
  func counter() throws {
    let process = try TestMachine().makeProcess()
    let counter = UInt64(process.call(SyscallNumber.eventfd2, 3, 0))
    #expect(try process.write(counter, bytes(4)) == 8)
    #expect(try process.read(counter, 8) == bytes(7))
    #expect(try process.read(counter, 8) == nil)
    #expect(try process.write(counter, bytes(.max - 1)) == 8)
    #expect(try process.file(counter).object.readiness() == .input)
    #expect(try process.write(counter, bytes(1)) == nil)
    #expect(throws: Errno.invalidArgument) { try process.write(counter, bytes(.max)) }
    #expect(throws: Errno.invalidArgument) { try process.read(counter, 7) }

    let flags = EventFDFlags([.semaphore, .nonBlocking])
    let semaphore = UInt64(process.call(SyscallNumber.eventfd2, 2, UInt64(flags.rawValue)))
    for _ in 0..<2 { #expect(try process.read(semaphore, 8) == bytes(1)) }
    #expect(try process.read(semaphore, 8) == nil)
    #expect(process.call(SyscallNumber.eventfd2, 0, 0x10) == -22)
  }

  /// A timer whose clock the test moves.
  private final class Time {
    let timers = TimerQueue()
    var now: UInt64 = 1000
    lazy var timer = TimerFile(
      TimerSource(
        timers: timers, monotonic: { [unowned self] in now }, own: { [unowned self] in now + 500 }))

    func move(to time: UInt64) {
      now = time
      timers.fire(now: now)
    }

    /// Expirations since the last read; nil for none.
    func read() throws -> UInt64? {
      guard timer.readiness() == .input else { return nil }
      var destination = ReadDestination(kernelCapacity: 8)
      _ = try timer.read(&destination, at: 0, OpenFile(timer, flags: .readOnly))
      return ByteReader.load(destination.bytes, at: 0)
    }
  }

  private func setting(_ value: Int64, every interval: Int64 = 0) -> ITimerSpec {
    ITimerSpec(
      interval: TimeSpec(totalNanoseconds: interval), value: TimeSpec(totalNanoseconds: value))
  }

  @Test("a timer expires once, or again and again, and counts what nobody read")
  func timer() throws {
    let time = Time()
    _ = time.timer.set(setting(100), isAbsolute: false)
    #expect(time.timer.current() == setting(100))
    time.move(to: 1099)
    #expect(try time.read() == nil)
    time.move(to: 1100)
    #expect(try time.read() == 1)
    #expect(time.timer.current() == setting(0))

    _ = time.timer.set(setting(50, every: 20), isAbsolute: false)
    time.move(to: 1150)
    // Not started again before somebody looks.
    #expect(time.timers.nextDeadline == nil)
    time.now = 1195
    #expect(try time.read() == 3)
    #expect(time.timer.current() == setting(15, every: 20))
    time.move(to: 1210)
    #expect(try time.read() == 1)
  }

  @Test("an absolute time is of the timer's own clock; one that is over expires at once")
  func absolute() throws {
    let time = Time()
    _ = time.timer.set(setting(1600), isAbsolute: true)
    time.move(to: 1100)
    #expect(try time.read() == 1)
    #expect(time.timer.set(setting(3), isAbsolute: true) == setting(0))
    #expect(try time.read() == 1)
    _ = time.timer.set(setting(70, every: 9), isAbsolute: false)
    #expect(time.timer.set(setting(0), isAbsolute: false) == setting(70, every: 9))
    #expect(time.timers.nextDeadline == nil)
  }

  @Test("the timer calls check their arguments")
  func timerCalls() throws {
    let process = try TestMachine().makeProcess(uid: 1000)
    let new = process.place(setting(1_000_000_000_000).bytes)
    let bad = process.place(ITimerSpec(value: TimeSpec(seconds: -1)).bytes)
    let old = process.allocate(32)
    let timer = UInt64(process.call(SyscallNumber.timerfdCreate, 1, 0))
    #expect(process.call(SyscallNumber.timerfdSettime, timer, 0, new, old) == 0)
    #expect(process.call(SyscallNumber.timerfdGettime, timer, old) == 0)
    #expect(ITimerSpec(bytes: process.bytes(at: old, 32)).value.seconds == 999)
    #expect(process.call(SyscallNumber.timerfdSettime, timer, 0, bad, 0) == -22)
    #expect(process.call(SyscallNumber.timerfdSettime, timer, 4, new, 0) == -22)
    #expect(process.call(SyscallNumber.timerfdCreate, 2, 0) == -22)
    #expect(process.call(SyscallNumber.timerfdCreate, 8, 0) == -1)
    let (reader, _) = process.pipe()
    #expect(process.call(SyscallNumber.timerfdGettime, reader, old) == -22)
  }

  @Test("a pidfd becomes readable when its process has ended")
  func processFile() throws {
    let machine = try TestMachine()
    let process = try machine.makeProcess()
    let other = try machine.makeProcess()
    let pid = UInt64(other.task.tid)
    let descriptor = UInt64(process.call(SyscallNumber.pidfdOpen, pid, 0))
    let file = try process.file(descriptor)
    #expect(file.object.readiness() == [])
    let number = UInt64(SignalNumber.user1.rawValue)
    #expect(process.call(SyscallNumber.pidfdSendSignal, descriptor, number, 0, 0) == 0)
    #expect(other.thread.sentSignals.map(\.signal) == [.user1])
    #expect(process.call(SyscallNumber.pidfdSendSignal, descriptor, number, 0, 1) == -22)
    #expect(process.call(SyscallNumber.pidfdSendSignal, 99, number, 0, 0) == -9)
    other.task.process.state = .zombie(0)
    #expect(file.object.readiness() == .readable)
    #expect(process.call(SyscallNumber.pidfdOpen, 4000, 0) == -3)
    #expect(process.call(SyscallNumber.pidfdOpen, 0, 0) == -22)
  }
}
