import LinuxABI
import Synchronization
import Testing
import UMLHost

@testable import UMLEngine

@Suite("The watchdog", .timeLimit(.minutes(1)))
struct WatchdogTests {
  private let bench: TerminalBench
  private let task: Task

  init() throws {
    bench = try TerminalBench()
    task = try bench.makeLeader()
    bench.kernel.watchdog = Watchdog(bench.kernel)
  }

  private func open() throws -> OpenFile { try bench.open(10, 130, task) }

  private func pass(seconds: UInt64) {
    let kernel = bench.kernel
    kernel.timers.fire(now: kernel.clock.monotonic + seconds * 1_000_000_000)
  }

  @Test("a guest that falls silent for a minute is ended; one that never opened it is not")
  func silence() throws {
    pass(seconds: 1000)
    #expect(bench.kernel.ending == nil)
    let file = try open()
    #expect(throws: Errno.resourceBusy) { try open() }
    pass(seconds: 59)
    #expect(bench.kernel.ending == nil)
    pass(seconds: 61)
    #expect(bench.kernel.ending == .terminated)
    file.release()
  }

  @Test("closing it ends the watch")
  func closing() throws {
    try open().release()
    pass(seconds: 1000)
    #expect(bench.kernel.ending == nil)
    try open().release()
  }

  @Test("it says who it is, and its time can be set")
  func requests() throws {
    let file = try open()
    defer { file.release() }
    let support = try bench.control(file, TerminalRequest(rawValue: 0x8028_5700), task)
    let identity = support[8..<40].prefix { $0 != 0 }
    #expect(String(decoding: identity, as: UTF8.self) == "UML Hardware Watchdog")
    let set = TerminalRequest(rawValue: 0xc004_5706)
    #expect(throws: Errno.invalidArgument) { try bench.control(file, set, task, [0, 0, 0, 0]) }
    try bench.control(file, set, task, [5, 0, 0, 0])
    #expect(try bench.integer(file, TerminalRequest(rawValue: 0x8004_5707), task) == 5)
    pass(seconds: 4)
    #expect(bench.kernel.ending == nil)
    pass(seconds: 6)
    #expect(bench.kernel.ending == .terminated)
  }

  @Test("it can be turned off and on while it is open")
  func options() throws {
    let file = try open()
    defer { file.release() }
    let set = TerminalRequest(rawValue: 0x8004_5704)
    #expect(throws: Errno.inappropriateIOCTLForDevice) {
      try bench.control(file, set, task, [0, 0, 0, 0])
    }
    try bench.control(file, set, task, [1, 0, 0, 0])
    try file.write("x", by: task)
    pass(seconds: 1000)
    #expect(bench.kernel.ending == nil)
    try bench.control(file, set, task, [2, 0, 0, 0])
    pass(seconds: 61)
    #expect(bench.kernel.ending == .terminated)
  }

  @Test("whoever is to be told is told, and the machine goes on")
  func notification() throws {
    let directory = try HostFile.makeTemporaryDirectory()
    defer { try? HostFile.removeTree(directory) }
    let path = "\(directory)/notify"
    let listener = try HostSocket.datagram(path: path, nonBlocking: true)
    bench.kernel.notifier = ManagementNotifier(path: path)
    let file = try open()
    defer { file.release() }
    pass(seconds: 61)
    #expect(bench.kernel.ending == nil)
    #expect(try listener.receive(upTo: 100).bytes == ManagementNotifier.datagram(.hang, []))
  }

  @Test("the thread beside the kernel acts when no word comes, and not when one does")
  func thread() throws {
    let calls = Atomic(0)
    let counter = Calls(calls)
    let watchdog = try HostWatchdog { counter.increase() }
    watchdog.expectWord(withinNanoseconds: 3_600_000_000_000)
    watchdog.expectWord(withinNanoseconds: nil)
    #expect(counter.value == 0)
    watchdog.expectWord(withinNanoseconds: 0)
    counter.waitForOne()
    #expect(counter.value == 1)
  }
}

private final class Calls: Sendable {
  private let count: Atomic<Int>
  private let box: Mailbox<Int>?

  init(_ count: consuming Atomic<Int>) {
    self.count = count
    box = try? Mailbox<Int>()
  }

  func increase() {
    count.add(1, ordering: .relaxed)
    box?.send(1)
  }

  func waitForOne() { _ = try? box?.descriptor.waitUntil(.readable, timeoutMilliseconds: 10_000) }
  var value: Int { count.load(ordering: .relaxed) }
}
