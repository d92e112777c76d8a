import LinuxABI
import TestSupport
import Testing
import UMLHost

@testable import ConsoleService
@testable import UMLEngine

/// Sends bytes and answers with the text of the refusal; nil when there was none before the end.
private func refusal(of guest: TestGuest, to bytes: [UInt8]) throws -> String? {
  let socket = try HostSocket.connect(path: guest.path)
  try socket.send(bytes)
  try socket.shutDown(reading: false, writing: true)
  var assembler = FrameAssembler()
  try socket.readAll().withUnsafeBytes { assembler.append($0) }
  while let frame = try assembler.next() {
    if case .refusal(let reason) = try ServerMessage(frame) { return reason }
  }
  return nil
}

private let hello = ClientMessage.hello(version: ConsoleProtocol.version, program: "test").encoded

@Suite("Hostile clients", .timeLimit(.minutes(2)))
struct HostileClientTests {
  @Test(
    "a client gets a reason before the connection ends",
    arguments: [
      (
        ClientMessage.hello(version: 9, program: "umltop").encoded,
        "this guest's console service speaks version \(ConsoleProtocol.version) of the protocol, and "
          + "you speak version 9: "
          + "use the umltop it was booted with, or boot it again"
      ),
      (
        ClientMessage.attach(line: "con0", readOnly: true).encoded,
        "malformed message: no greeting came first"
      ),
      (hello + hello, "malformed message: a second greeting"),
      (hello + [1, 0, 0, 0, 99], "malformed message: there is no message 99"),
      (
        Array("GET / HTTP/1.1\r\n".utf8),
        "malformed message: a frame of 542393671 bytes is too long"
      ),
    ] as [([UInt8], String)])
  func refusals(bytes: [UInt8], reason: String) throws {
    let guest = try TestGuest()
    #expect(try refusal(of: guest, to: bytes) == reason)
  }

  @Test("random bytes and broken connections harm nobody else")
  func garbage() throws {
    let guest = try TestGuest()
    let line = guest.line("con0")
    let client = try TestClient(guest)
    #expect(client.attach("con0"))
    var generator = SeededGenerator(seed: 42)
    let pieces = [
      hello, ClientMessage.attach(line: "con0", readOnly: false).encoded,
      ClientMessage.resize(line: "con0", rows: 0, columns: 0).encoded,
      ClientMessage.resize(line: "con0", rows: 65535, columns: 1).encoded,
      ClientMessage.detach(line: "con0").encoded,
      ClientMessage.request(number: 0, command: "x").encoded,
    ]
    for _ in 0..<300 {
      let socket = try HostSocket.connect(path: guest.path)
      var bytes = Bool.random(using: &generator) ? hello : []
      for _ in 0..<Int.random(in: 0..<6, using: &generator) {
        bytes += pieces.randomElement(using: &generator) ?? []
        if Int.random(in: 0..<4, using: &generator) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        }
      }
      // The service may have hung up already.
      _ = try? socket.send(Array(bytes.prefix(Int.random(in: 0...200, using: &generator))))
    }
    line.write("still here")
    #expect(client.shows("con0", "still here"))
    #expect(client.settles())
  }

  @Test("one that attaches again and again without reading is held to its bounds")
  func attachFlood() throws {
    let guest = try TestGuest()
    let line = guest.line("con0")
    line.write([UInt8](repeating: 0x61, count: 80_000))
    let socket = try HostSocket.connect(path: guest.path, nonBlocking: true)
    try socket.send(hello)
    let attach = ClientMessage.attach(line: "con0", readOnly: false).encoded
    for _ in 0..<5000 { _ = try? socket.send(attach) }
    let client = try TestClient(guest)
    #expect(client.attach("con0"))
    line.write("\r\nalive")
    #expect(client.shows("con0", "alive"))
  }
}
