import LinuxABI
import Synchronization
import Testing
import UMLHost

@testable import UMLEngine

/// A console service that keeps the links it is given.
private final class PaneCollector: PaneHost {
  let links = Mutex<[PaneLink]>([])
  func add(_ pane: PaneLink) { links.withLock { $0.append(pane) } }
  var first: PaneLink? { links.withLock { $0.first } }
}

@Suite("Pane channel", .timeLimit(.minutes(1)))
struct PaneChannelTests {
  @Test("bytes, sizes, breaks and hang-ups arrive in order")
  func input() throws {
    let host = PaneCollector()
    let recorder = try ChannelRecorder(paneHost: host)
    let channel = try recorder.open("pane")
    guard let link = host.first else { throw Errno.operationNotSupportedByDevice }
    #expect(link.line == "con1")
    link.send(.resize(rows: 40, columns: 100))
    link.send(.bytes(Array("ls\r".utf8)))
    link.send(.sendBreak)
    link.send(.hangUp)
    #expect(recorder.runs { recorder.hangUps == 1 })
    #expect(recorder.text == "ls\r")
    #expect(recorder.breaks == 1)
    #expect(channel.windowSize == WindowSize(rows: 40, columns: 100))
  }

  @Test("a full pane makes the guest wait, and taking the output wakes it")
  func backPressure() throws {
    let host = PaneCollector()
    let recorder = try ChannelRecorder(paneHost: host)
    let channel = try recorder.open("pane")
    guard let link = host.first else { throw Errno.operationNotSupportedByDevice }
    let bytes = [UInt8](repeating: 0x2e, count: PaneLink.capacity + 1000)
    #expect(channel.write(bytes) == PaneLink.capacity)
    #expect(recorder.writableCount == 0)
    #expect(link.takeOutput().count == PaneLink.capacity)
    #expect(recorder.runs { recorder.writableCount == 1 })
    #expect(channel.write("rest") == 4)
  }

  @Test("input waits while the line wants none")
  func paused() throws {
    let host = PaneCollector()
    let recorder = try ChannelRecorder(paneHost: host)
    let channel = try recorder.open("pane")
    channel.setReading(false)
    host.first?.send(.bytes([0x61]))
    host.first?.send(.resize(rows: 1, columns: 2))
    #expect(recorder.runs { recorder.writableCount == 1 })
    #expect(recorder.received.isEmpty)
    channel.setReading(true)
    #expect(recorder.received == [0x61])
  }

  @Test("an answer reaches whoever waits for it without echo, and nobody after him")
  func answers() throws {
    let host = PaneCollector()
    let recorder = try ChannelRecorder(paneHost: host)
    let channel = try recorder.open("pane")
    guard let link = host.first else { throw Errno.operationNotSupportedByDevice }
    let wakes = Counter(Atomic(0))
    link.whenOutput { wakes.increase() }
    let echo = Termios.standard
    var raw = echo
    raw.localFlags.remove([.echo, .canonical])

    _ = channel.write("asked with echo ")
    #expect(link.takeOutput() == Array("asked with echo ".utf8))
    link.answer([0x31])
    channel.setLineSettings(raw, speed: 9600)
    _ = channel.write("asked without ")
    _ = link.takeOutput()
    link.answer([0x32])
    #expect(recorder.runs { recorder.text == "12" })

    _ = channel.write("late ")
    channel.setLineSettings(echo, speed: 9600)
    _ = channel.write("new ")
    let before = wakes.value
    #expect(link.takeOutput() == Array("late ".utf8))
    link.answer([0x33])
    #expect(wakes.value == before + 1)
    #expect(link.takeOutput() == Array("new ".utf8))
    link.answer([0x34])
    link.send(.bytes([0x35]))
    #expect(recorder.runs { recorder.text == "1245" })
  }

  @Test("the service is woken once for a burst, and told of the end")
  func wakes() throws {
    let host = PaneCollector()
    let recorder = try ChannelRecorder(paneHost: host)
    let channel = try recorder.open("pane")
    guard let link = host.first else { throw Errno.operationNotSupportedByDevice }
    let wakes = Atomic(0)
    let counter = Counter(wakes)
    link.whenOutput { counter.increase() }
    _ = channel.write("a")
    _ = channel.write("b")
    #expect(counter.value == 1)
    #expect(link.takeOutput() == Array("ab".utf8))
    recorder.environment.closePanes()
    #expect(link.isClosed)
    #expect(counter.value == 2)
  }
}

private final class Counter: Sendable {
  private let count: Atomic<Int>
  init(_ count: consuming Atomic<Int>) { self.count = count }
  func increase() { count.add(1, ordering: .relaxed) }
  var value: Int { count.load(ordering: .relaxed) }
}
