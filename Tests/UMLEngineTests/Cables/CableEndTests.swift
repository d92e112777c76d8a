import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

@Suite("Serial cables", .timeLimit(.minutes(1)))
struct CableEndTests {
  let bench: CableBench

  init() throws { bench = try CableBench() }

  private func pair() throws -> (CableBench.End, CableBench.End) {
    let left = try bench.end("left ssl1")
    let right = try bench.end("right ssl1")
    #expect(bench.runs { left.end.isJoined && right.end.isJoined })
    return (left, right)
  }

  @Test("two ends of one name find each other, and say who they are")
  func meeting() throws {
    defer { bench.cleanUp() }
    let left = try bench.end("left ssl1")
    #expect(left.write("nobody hears this") == 17)
    let right = try bench.end("right ssl1")
    #expect(bench.runs { left.end.isJoined && right.end.isJoined })
    #expect(left.end.partner == "right ssl1")
    #expect(right.end.partner == "left ssl1")
    #expect(right.received.isEmpty)
  }

  @Test("what is written, and what is driven, before the other end has greeted is for it, too")
  func early() throws {
    defer { bench.cleanUp() }
    let left = try bench.end("left")
    let right = try bench.end("right")
    right.end.setLines(.dataTerminalReady)
    #expect(right.write("booting") == 0)
    #expect(bench.runs { right.roomCount == 1 })
    #expect(right.write("booting") == 7)
    #expect(bench.runs { left.received == Array("booting".utf8) })
    #expect(left.end.partnerLines == .dataTerminalReady)
  }

  @Test("data and BREAK come in order, both ways")
  func order() throws {
    defer { bench.cleanUp() }
    let (left, right) = try pair()
    _ = left.write("a")
    left.end.setBreak(true)
    left.end.setBreak(false)
    _ = left.write("b")
    _ = right.write("c")
    #expect(bench.runs { right.events.count == 4 && left.events.count == 1 })
    #expect(right.events == ["a", "break", "break over", "b"])
    #expect(left.events == ["c"])
  }

  @Test("what one end drives, the other sees crossed over; unplugged, everything is down")
  func modemLines() throws {
    defer { bench.cleanUp() }
    let (left, right) = try pair()
    #expect(right.end.partnerLines.crossed == [])
    left.end.setLines([.dataTerminalReady, .requestToSend])
    #expect(
      bench.runs {
        right.end.partnerLines.crossed == [.dataSetReady, .carrierDetect, .clearToSend]
      })
    left.end.setLines(.requestToSend)
    #expect(bench.runs { right.end.partnerLines.crossed == .clearToSend })
    left.end.close()
    #expect(bench.runs { !right.end.isJoined })
    #expect(right.end.partnerLines.crossed == [])
  }

  @Test(
    "an end that does not read makes the other wait; its modem lines still come; nothing is lost")
  func backPressure() throws {
    defer { bench.cleanUp() }
    let (left, right) = try pair()
    right.end.setReading(false)
    let text = [UInt8]((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
    var sent = 0
    func push() {
      while sent < text.count {
        let count = text[sent...].withUnsafeBytes { left.end.write($0) }
        sent += count
        if count == 0 { break }
      }
    }
    push()
    #expect(sent == CableEnd.window)
    left.end.setLines(.dataTerminalReady)
    #expect(bench.runs { right.end.partnerLines == .dataTerminalReady })
    #expect(right.received.isEmpty)
    right.end.setReading(true)
    #expect(
      bench.runs {
        push()
        return right.received.count == text.count
      })
    #expect(right.received == text)
    #expect(left.roomCount > 0)
    #expect(left.end.sentCount == UInt64(text.count))
    #expect(right.end.receivedCount == UInt64(text.count))
  }

  @Test("when either end goes and comes back, they are joined again", arguments: [true, false])
  func renewal(firstGoes: Bool) throws {
    defer { bench.cleanUp() }
    var ends = try [bench.end("one"), bench.end("two")]
    #expect(bench.runs { ends.allSatisfy(\.end.isJoined) })
    let goes = firstGoes ? 0 : 1
    let stays = ends[1 - goes]
    ends[goes].end.close()
    #expect(bench.runs { !stays.end.isJoined })
    ends[goes] = try bench.end("three")
    #expect(bench.runs { stays.end.partner == "three" && ends[goes].end.isJoined })
    _ = ends[goes].write("again")
    #expect(bench.runs { stays.received == Array("again".utf8) })
  }

  @Test("an end that is back at once is taken for what it is, and nothing it says is lost")
  func quickReturn() throws {
    defer { bench.cleanUp() }
    let stays = try bench.end("stays")
    let goes = try bench.end("goes")
    #expect(bench.runs { stays.end.isJoined && goes.end.isJoined })
    goes.end.close()
    let back = try bench.end("back")
    #expect(back.write("booting again") == 0)
    #expect(bench.runs { back.roomCount == 1 })
    #expect(stays.end.partner == "back")
    #expect(back.write("booting again") == 13)
    #expect(bench.runs { stays.received == Array("booting again".utf8) })
  }

  @Test("a third end waits until one of the two has gone")
  func third() throws {
    defer { bench.cleanUp() }
    let (left, right) = try pair()
    let third = try bench.end("third")
    bench.loop.runOnce(timeoutNanoseconds: 0)
    #expect(!third.end.isJoined)
    right.end.close()
    #expect(bench.runs { third.end.isJoined && left.end.partner == "third" })
  }

  @Test("a socket whose owner was killed is taken over")
  func stale() throws {
    defer { bench.cleanUp() }
    let path = "\(bench.directory)/pair"
    try HostSocket.create(.local, .stream).bind(to: .path(path))
    #expect(HostSocket.isServed(path, .stream) == false)
    _ = try pair()
  }

  @Test("the last end takes the socket with it")
  func cleanUp() throws {
    defer { bench.cleanUp() }
    let (left, right) = try pair()
    left.end.close()
    right.end.close()
    // Closed sockets leave with the loop's next turn.
    bench.loop.pollNow()
    #expect(try HostFile.names(in: bench.directory) == [])
  }

  @Test("no more is under way than fits the window, whatever the other end says it takes")
  func window() throws {
    defer { bench.cleanUp() }
    let left = try bench.end("left")
    let socket = try HostSocket.connect(path: left.end.path)
    let hello = CableMessage.hello(title: "greedy", credit: 1, lines: [])
    try socket.writeAll(hello.encoded + CableMessage.credit(1 << 20).encoded)
    #expect(bench.runs { left.end.isJoined })
    #expect(left.write(String(repeating: "x", count: 300_000)) == CableEnd.window)
  }

  @Test("who waits for an end that goes waits no longer")
  func waiting() throws {
    defer { bench.cleanUp() }
    let (left, right) = try pair()
    right.end.setReading(false)
    let text = String(repeating: "x", count: CableEnd.window)
    #expect(left.write(text) == text.count)
    #expect(left.write("more") == 0)
    right.end.close()
    #expect(bench.runs { left.roomCount == 1 })
    #expect(left.write("more") == 4)
  }

  @Test("somebody who talks nonsense is shown the door, and the cable waits on")
  func nonsense() throws {
    defer { bench.cleanUp() }
    let left = try bench.end("left")
    let hello = CableMessage.hello(title: "liar", credit: 1, lines: [])
    for bytes: [UInt8] in [
      [9, 0, 0], [2, 1, 0, 65], [1, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [2, 0xff, 0xff],
      hello.encoded + hello.encoded,
    ] {
      let socket = try HostSocket.connect(path: left.end.path)
      try socket.writeAll(bytes)
      try socket.setNonBlocking(true)
      #expect(
        bench.runs {
          while let read = try? socket.read(upTo: 100) { if read.isEmpty { return true } }
          return false
        })
    }
    let right = try bench.end("right")
    #expect(bench.runs { left.end.isJoined && right.end.isJoined })
  }
}
