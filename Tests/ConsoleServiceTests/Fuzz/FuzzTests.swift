import LinuxABI
import Testing
import UMLHost

@testable import ConsoleService
@testable import UMLEngine

/// What comes from sockets, broken in many ways: nothing of it may end the process, and what is
/// taken for a message has to mean the same when it is said again.
@Suite("Broken input", .timeLimit(.minutes(1)))
struct FuzzTests {
  private static let cases = 20_000

  @Test("requests to the management console, and its replies")
  func managementConsole() throws {
    var fuzzer = try Fuzzer(corpus: "mconsole")
    var understood = 0
    try fuzzer.forEach(count: Self.cases) { datagram in
      if let reply = ManagementReply(datagram: datagram) {
        #expect(reply.text.count <= max(0, datagram.count - 12), "a text that was not sent")
      }
      guard let request = try? ManagementRequest(datagram: datagram) else { return }
      let again = try ManagementRequest(datagram: ManagementRequest(text: request.text).datagram)
      try #require(again == request || request.text.utf8.count >= ManagementRequest.textSize)
      understood += 1
      _ = ManagementCommand.command(for: request.text)
      if let line = LineRequest(request.text) { try #require(LineRequest(line.text) == line) }
      let words = request.text.split(separator: " ", maxSplits: 1)
      var lines = LineConfiguration()
      _ = words.last.map { lines.add(.console, String($0)) }
      _ = try? LineSpec(parsing: String(words.last ?? ""))
    }
    #expect(understood > Self.cases / 10)
  }

  @Test("what clients of the console service say")
  func consoleClients() throws {
    try decode("console-client") { (frame) throws(MalformedMessage) in
      let message = try ClientMessage(frame)
      return (
        message.encoded, { (frame) throws(MalformedMessage) in try ClientMessage(frame) == message }
      )
    }
  }

  @Test("what console services say")
  func consoleServices() throws {
    try decode("console-service") { (frame) throws(MalformedMessage) in
      let message = try ServerMessage(frame)
      return (
        message.encoded, { (frame) throws(MalformedMessage) in try ServerMessage(frame) == message }
      )
    }
  }

  private typealias Check = (FrameAssembler.Frame) throws(MalformedMessage) -> Bool

  private func decode(
    _ corpus: String,
    _ read: (FrameAssembler.Frame) throws(MalformedMessage) -> ([UInt8], Check)
  ) throws {
    var fuzzer = try Fuzzer(corpus: corpus)
    var understood = 0
    try fuzzer.forEach(count: Self.cases) { bytes in
      var assembler = FrameAssembler()
      bytes.withUnsafeBytes { assembler.append($0) }
      while let frame = try? assembler.next() {
        guard let (encoded, isSame) = try? read(frame) else { break }
        var second = FrameAssembler()
        encoded.withUnsafeBytes { second.append($0) }
        let again = try #require(try second.next())
        try #require(try isSame(again))
        understood += 1
      }
    }
    #expect(understood > Self.cases / 10)
  }

  @Test("what ends of cables say")
  func cables() throws {
    var fuzzer = try Fuzzer(corpus: "cable")
    var understood = 0
    try fuzzer.forEach(count: Self.cases) { bytes in
      var assembler = CableAssembler()
      assembler.append(bytes)
      while let message = try? assembler.next() {
        understood += 1
        guard message.encoded.count <= CableMessage.maximumLength else { continue }
        var second = CableAssembler()
        second.append(message.encoded)
        try #require(try second.next() != nil)
      }
    }
    #expect(understood > Self.cases / 10)
  }
}
