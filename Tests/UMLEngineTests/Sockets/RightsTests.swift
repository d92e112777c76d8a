import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Local sockets: files and credentials sent along")
struct RightsTests {
  private let machine: TestMachine
  private let process: TestProcess

  init() throws {
    machine = try TestMachine()
    process = try machine.makeProcess()
  }

  @Test(
    "a file arrives under a new number and lives on when its sender closes it",
    arguments: [SocketType.stream, .datagram, .sequentialPacket])
  func file(type: SocketType) throws {
    let (a, b) = process.socketPair(type)
    let (reader, writer) = process.pipe()
    #expect(process.sendMessage(a, [1], [.rights([Int32(writer)])]) == 1)
    try process.close(writer)
    #expect(try process.file(reader).object.readiness() == [])
    let received = process.receiveMessage(b, 5, controlRoom: 64, [.dontWait, .closeOnExec])
    let descriptor = try #require(received.control.first?.descriptors?.first)
    #expect(received.flags == .closeOnExec)
    #expect(process.task.files.slot(descriptor)?.closesOnExecute == true)
    #expect(try process.write(UInt64(descriptor), [9]) == 1)
    try process.close(UInt64(descriptor))
    #expect(try process.file(reader).object.readiness().contains(.hangUp))
  }

  @Test("what does not fit is closed and said with MSG_CTRUNC; a plain receive closes everything")
  func truncation() throws {
    let (a, b) = process.socketPair(.stream)
    let (reader, writer) = process.pipe()
    _ = process.sendMessage(a, [1], [.rights([Int32(writer), Int32(writer)])])
    let received = process.receiveMessage(b, 5, controlRoom: 20)
    #expect(received.control.first?.descriptors?.count == 1)
    #expect(received.flags == .controlTruncated)
    let copy = try #require(received.control.first?.descriptors?.first)
    _ = process.sendMessage(a, [1], [.rights([Int32(writer)])])
    #expect(process.receive(b, 5).value == [1])
    try process.close(writer)
    try process.close(UInt64(copy))
    #expect(try process.file(reader).object.readiness().contains(.hangUp))
  }

  @Test("files end a receive of a stream, and go with the first bytes only")
  func boundaries() {
    let (a, b) = process.socketPair(.stream)
    let (reader, _) = process.pipe()
    _ = process.send(a, [1])
    _ = process.sendMessage(a, [2, 3], [.rights([Int32(reader)])])
    _ = process.send(a, [4])
    let first = process.receiveMessage(b, 9, controlRoom: 64)
    #expect(first.length == 3 && first.control.count == 1)
    #expect(process.receiveMessage(b, 9, controlRoom: 64).control == [])
  }

  @Test("a look at a message gives descriptors, too, and leaves the message")
  func peek() throws {
    let (a, b) = process.socketPair(.stream)
    let (reader, writer) = process.pipe()
    _ = process.sendMessage(a, [1], [.rights([Int32(writer)])])
    let looked = process.receiveMessage(b, 5, controlRoom: 64, [.peek, .dontWait])
    let taken = process.receiveMessage(b, 5, controlRoom: 64)
    for received in [looked, taken] {
      try process.close(UInt64(try #require(received.control.first?.descriptors?.first)))
    }
    try process.close(writer)
    #expect(try process.file(reader).object.readiness().contains(.hangUp))
  }

  @Test("SO_PASSCRED tells who sent; only root passes for another")
  func credentials() throws {
    let (a, b) = process.socketPair(.datagram)
    #expect(process.setOption(b, .passCredentials, [1, 0, 0, 0]) == 0)
    _ = process.send(a, [1])
    let own = PeerCredentials(processID: process.task.tid, userID: 0, groupID: 0)
    #expect(process.receiveMessage(b, 5, controlRoom: 64).control.first?.credentials == own)
    let other = PeerCredentials(processID: process.task.tid, userID: 5, groupID: 5)
    #expect(process.sendMessage(a, [1], [.credentials(other)]) == 1)
    #expect(process.receiveMessage(b, 5, controlRoom: 64).control.first?.credentials == other)

    let user = try machine.makeProcess(uid: 1000)
    let (c, _) = user.socketPair(.datagram)
    #expect(user.sendMessage(c, [1], [.credentials(other)]) == -1)
    #expect(user.sendMessage(c, [1], [.rights([99])]) == -9)
  }

  @Test("sockets that only messages to themselves lead to are found and closed")
  func circles() throws {
    let (reader, writer) = process.pipe()
    for _ in 0..<3 {
      let (a, b) = process.socketPair(.stream)
      _ = process.sendMessage(a, [1], [.rights([Int32(a), Int32(b), Int32(writer)])])
      _ = process.sendMessage(b, [1], [.rights([Int32(b)])])
      try process.close(a)
      try process.close(b)
    }
    try process.close(writer)
    // The next socket that is closed finds them.
    let (c, d) = process.socketPair(.stream)
    try process.close(c)
    #expect(try process.file(reader).object.readiness().contains(.hangUp))
    #expect(machine.kernel.localSockets.inFlight.count(of: 0) == 0)
    #expect(process.receive(d, 1).value == [])
  }

  @Test("a socket on its way is no circle while somebody can receive it")
  func reachable() throws {
    let (a, b) = process.socketPair(.stream)
    let (c, d) = process.socketPair(.stream)
    _ = process.sendMessage(c, [7], [])
    _ = process.sendMessage(a, [1], [.rights([Int32(d)])])
    for socket in [c, d] { try process.close(socket) }
    let received = process.receiveMessage(b, 5, controlRoom: 64)
    let descriptor = try #require(received.control.first?.descriptors?.first)
    #expect(process.receive(UInt64(descriptor), 5).value == [7])
  }

  @Test("a long chain of sockets in each other's queues closes without going deep")
  func chain() throws {
    var (a, b) = process.socketPair(.stream)
    for _ in 0..<2000 {
      let (c, d) = process.socketPair(.stream)
      _ = process.sendMessage(c, [1], [.rights([Int32(b)])])
      try process.close(a)
      try process.close(b)
      (a, b) = (c, d)
    }
    try process.close(a)
    try process.close(b)
    #expect(machine.kernel.localSockets.inFlight.count(of: 0) == 0)
  }
}
