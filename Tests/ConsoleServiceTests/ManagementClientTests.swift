import LinuxABI
import Testing
import UMLHost

@testable import ConsoleService

/// Answers one request with the given datagrams, from a thread of its own.
private func answered(_ datagrams: [[UInt8]], to command: String) throws -> ManagementClient.Reply {
  let directory = try TestDirectory()
  let path = "\(directory.path)/mconsole"
  let socket = SharedDescriptor(try HostSocket.datagram(path: path))
  let thread = try LoopThread(name: "mconsole") {
    guard let request = try? socket.receive(upTo: 1000), let sender = request.sender else { return }
    let text = Array(command.utf8)
    var expected = ByteWriter()
    expected.write(0xcafe_babe as UInt32)
    expected.write(2 as UInt32)
    expected.write(UInt32(text.count))
    expected.write(text)
    let replies = request.bytes == expected.bytes ? datagrams : [Array("wrong request".utf8)]
    for datagram in replies { _ = try? socket.send(datagram, to: sender) }
  }
  defer { thread.join() }
  return try ManagementClient(path: path).perform(command)
}

private func datagram(_ status: Int32, more: Bool, _ text: String) -> [UInt8] {
  var writer = ByteWriter()
  writer.write(status)
  writer.write(more ? 1 : 0 as UInt32)
  writer.write(UInt32(text.utf8.count + 1))
  writer.write(Array(text.utf8) + [0])
  return writer.bytes
}

@Suite("Management console client", .timeLimit(.minutes(1)))
struct ManagementClientTests {
  @Test("an answer's parts are put together; the first part's status counts")
  func parts() throws {
    let parts = [
      datagram(-22, more: true, "Device "), datagram(0, more: true, "is already "),
      datagram(0, more: false, "open"),
    ]
    #expect(
      try answered(parts, to: "config con1=pts")
        == .init(status: -22, text: "Device is already open"))
  }

  @Test("text without a header is an error in words")
  func bareText() throws {
    let text = Array("ERR v0".utf8)
    #expect(try answered([text], to: "version") == .init(status: 1, text: "v0"))
  }

  @Test("a command that is too long is not sent, and silence has an end")
  func limits() throws {
    let directory = try TestDirectory()
    let path = "\(directory.path)/mconsole"
    let socket = try HostSocket.datagram(path: path)
    let client = try ManagementClient(path: path)
    #expect(throws: Errno.messageTooLong) {
      try client.perform(String(repeating: "x", count: 512))
    }
    #expect(throws: Errno.timedOut) { try client.perform("version", timeoutMilliseconds: 1) }
    _ = socket
  }
}
