import LinuxABI
import Testing

@testable import UMLHost

@Suite(.timeLimit(.minutes(1)))
struct DirectWaitTests {
  /// A loop with a pipe that always has something to read, and what has been read of it.
  private final class BusyLoop {
    let loop: EventLoop
    let pipe: SharedPipe
    let other: SharedPipe
    /// By the call of its own.
    var received = 0
    /// After epoll had found it.
    var handled = 0
    var others = 0
    /// Whether the call of its own finds something.
    var isInterrupted = false

    init() throws {
      loop = try EventLoop()
      pipe = try SharedPipe()
      other = try SharedPipe()
      try pipe.writing.write([UInt8](repeating: 0, count: 1000))
      _ = try loop.add(
        pipe.reading.rawValue,
        receive: { [unowned self] in
          guard !isInterrupted else { return false }
          received += 1
          return true
        }, handler: { [unowned self] _ in handled += 1 })
      _ = try loop.add(other.reading.rawValue, .readable) { [unowned self] _ in
        others += 1
        _ = try? other.reading.read(upTo: 1)
      }
      for _ in 0..<DirectWait.threshold + 3 { loop.runOnce() }
    }
  }

  @Test("a descriptor that is alone busy for long is waited for without epoll")
  func becomesDirect() throws {
    let busy = try BusyLoop()
    #expect(busy.handled == DirectWait.threshold)
    #expect(busy.received == 3)
  }

  @Test("an interrupted wait looks at all descriptors again")
  func interrupted() throws {
    let busy = try BusyLoop()
    busy.isInterrupted = true
    try busy.other.writing.write([1])
    busy.loop.runOnce()
    #expect(busy.others == 1)
    #expect(busy.handled == DirectWait.threshold + 1)
  }

  @Test("a turn that must not wait asks epoll")
  func polling() throws {
    let busy = try BusyLoop()
    busy.loop.pollNow()
    #expect(busy.received == 3)
    #expect(busy.handled == DirectWait.threshold + 1)
  }

  @Test("descriptors that are busy together are found by epoll, each at every turn")
  func together() throws {
    let busy = try BusyLoop()
    busy.isInterrupted = true
    try busy.other.writing.write([UInt8](repeating: 0, count: 100))
    for _ in 0..<100 { busy.loop.runOnce() }
    #expect(busy.others == 100)
    #expect(busy.received == 3)
  }
}
