import LinuxABI
import TestSupport
import Testing
import UMLEngine

@testable import ConsoleService

private let guest = GuestInfo(
  umid: "left", process: 4711, kernel: "Linux 6.1", arguments: ["mem=64M", "con0=pane"],
  phase: .panicked(reason: "no init"), uptimeMilliseconds: 1 << 40, memoryTotal: 64 << 20)

private let clientMessages: [ClientMessage] = [
  .hello(version: ConsoleProtocol.version, program: "umltop"),
  .attach(line: "con0", readOnly: true), .attach(line: "", readOnly: false),
  .detach(line: "ssl63"), .input(line: "con0", bytes: [0, 27, 255]),
  .input(line: "con0", bytes: []),
  .resize(line: "con0", rows: 1, columns: 65535), .sendBreak(line: "ssl0"),
  .request(number: 7, command: "sysrq t"),
]

private let serverMessages: [ServerMessage] = [
  .hello(version: ConsoleProtocol.version, guest: guest), .refusal("nein: ü"),
  .lines([
    LineInfo(name: "con0"),
    LineInfo(
      name: "ssl1", rows: 50, columns: 132, title: "vi ⌘", outputCount: 12, idleMilliseconds: 0,
      clientCount: 2,
      status: PaneLink.Status(
        attachment: "cable:a:ssl1+b:ssl1",
        cable: CableStatus(
          name: "a:ssl1+b:ssl1", partner: "b ssl1", sentCount: 1, receivedCount: 2),
        logPath: "/tmp/log")),
    LineInfo(
      name: "ssl2",
      status: PaneLink.Status(
        attachment: "cable:x",
        cable: CableStatus(name: "x", partner: nil, sentCount: 0, receivedCount: 0))),
  ]),
  .lines([]),
  .snapshot(line: "con0", rows: 24, columns: 80, topLine: 1 << 40, isLast: false, bytes: [1, 2]),
  .output(line: "con0", bytes: Array("hello".utf8)),
  .resized(line: "con0", rows: 24, columns: 80), .phase(.booting), .phase(.running),
  .phase(.halted(status: -1)), .reply(number: .max, status: -22, text: "no"),
  .complaint(line: "con9", reason: "there is none"),
]

/// The frames of some bytes, delivered in pieces of a size.
private func frames(
  _ bytes: [UInt8], piece: Int
) throws(MalformedMessage) -> [FrameAssembler.Frame] {
  var assembler = FrameAssembler()
  var result: [FrameAssembler.Frame] = []
  var rest = bytes[...]
  while !rest.isEmpty {
    Array(rest.prefix(piece)).withUnsafeBytes { assembler.append($0) }
    rest = rest.dropFirst(piece)
    while let frame = try assembler.next() { result.append(frame) }
  }
  return result
}

@Suite("Console protocol")
struct ProtocolTests {
  @Test("messages arrive as they were sent, however the stream cuts them", arguments: [1, 3, 4096])
  func roundTrip(piece: Int) throws {
    let sent = try frames(clientMessages.flatMap(\.encoded), piece: piece)
    #expect(try sent.map { try ClientMessage($0) } == clientMessages)
    let answered = try frames(serverMessages.flatMap(\.encoded), piece: piece)
    #expect(try answered.map { try ServerMessage($0) } == serverMessages)
  }

  @Test(
    "what is not the protocol is refused with its reason",
    arguments: [
      ([0, 0, 0, 0], "a frame is empty"),
      (Array("GET / HTTP/1.1\r\n".utf8), "a frame of 542393671 bytes is too long"),
      ([1, 0, 0, 0, 99], "there is no message 99"),
      ([5, 0, 0, 0, 1, 1, 2, 3, 4], "it is not a console client's greeting"),
      ([4, 0, 0, 0, 3, 9, 0, 65], "it ends in a text"),
      ([2, 0, 0, 0, 3, 9], "it ends too early"),
      ([3, 0, 0, 0, 3, 255, 255], "a text of 65535 bytes is too long"),
      ([4, 0, 0, 0, 2, 0, 0, 7], "7 is neither yes nor no"),
      ([5, 0, 0, 0, 6, 1, 0, 65, 66], "1 bytes are left over"),
    ] as [([UInt8], String)])
  func malformed(bytes: [UInt8], reason: String) {
    #expect(throws: MalformedMessage(reason)) {
      for frame in try frames(bytes, piece: 64) { _ = try ClientMessage(frame) }
    }
  }

  @Test("a greeting of another version is understood as far as the version")
  func otherVersion() throws {
    var writer = MessageWriter(kind: 1)
    writer.write(ConsoleProtocol.magic)
    writer.write(77 as UInt16)
    writer.write(rest: [1, 2, 3])
    let frame = try #require(try frames(writer.finish(), piece: 99).first)
    #expect(try ClientMessage(frame) == .hello(version: 77, program: ""))
  }

  @Test("no damage to a message makes its reader trap")
  func damage() throws {
    var generator = SeededGenerator(seed: 1)
    var understood = 0
    for _ in 0..<20_000 {
      let isFromClient = Bool.random(using: &generator)
      let index = Int.random(in: 0..<1000, using: &generator)
      var bytes =
        isFromClient
        ? clientMessages[index % clientMessages.count].encoded
        : serverMessages[index % serverMessages.count].encoded
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      guard let all = try? frames(bytes, piece: 1000) else { continue }
      for frame in all {
        if (try? ClientMessage(frame)) != nil { understood += 1 }
        if (try? ServerMessage(frame)) != nil { understood += 1 }
      }
    }
    #expect(understood > 0)
  }

  @Test("a long text is cut between characters, an impossible argument list is left out")
  func limits() throws {
    let text = String(repeating: "ü", count: 3000)
    let frame = try #require(try frames(ServerMessage.refusal(text).encoded, piece: 9999).first)
    #expect(try ServerMessage(frame) == .refusal(String(text.prefix(2048))))
    var large = guest
    large.arguments = Array(repeating: String(repeating: "x", count: 4000), count: 100)
    let hello = ServerMessage.hello(version: ConsoleProtocol.version, guest: large)
    let second = try #require(try frames(hello.encoded, piece: 1 << 20).first)
    large.arguments = []
    #expect(
      try ServerMessage(second) == .hello(version: ConsoleProtocol.version, guest: large))
  }
}
