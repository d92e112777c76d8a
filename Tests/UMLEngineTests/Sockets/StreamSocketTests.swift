import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Local sockets: streams and sequential packets")
struct StreamSocketTests {
  private let machine: TestMachine
  private let process: TestProcess

  init() throws {
    machine = try TestMachine()
    process = try machine.makeProcess()
  }

  /// A client and its accepted socket.
  private func connection(_ type: SocketType = .stream) -> (UInt64, UInt64) {
    let name = LocalName.abstract(Array("service".utf8))
    let listener = process.listener(type, name)
    let client = process.socket(type)
    _ = process.call(SyscallNumber.connect, client, name)
    return (client, UInt64(process.call(SyscallNumber.accept, listener, 0, 0)))
  }

  @Test(
    "a client finds its listener by name, and both know each other's",
    arguments: [LocalName.abstract([1, 0, 2]), .path(Array("/socket".utf8))])
  func connects(name: LocalName) {
    let listener = process.listener(.stream, name)
    let client = process.socket(.stream)
    #expect(process.call(SyscallNumber.accept, listener, 0, 0) == -11)
    #expect(process.call(SyscallNumber.connect, client, name) == 0)
    let accepted = UInt64(process.call(SyscallNumber.accept, listener, 0, 0))
    #expect(process.name(of: client, peer: true).value == .local(name))
    #expect(process.name(of: accepted).value == .local(name))
    #expect(process.name(of: client).value == .local(.unnamed))
    #expect(process.send(client, Array("hello".utf8)) == 5)
    #expect(process.receive(accepted, 9).value == Array("hello".utf8))
    #expect(process.call(SyscallNumber.connect, client, name) == -106)
  }

  @Test("what connect, bind and listen refuse")
  func refusals() {
    let path = LocalName.path(Array("/a".utf8))
    let stream = process.socket(.stream)
    #expect(process.call(SyscallNumber.connect, stream, .abstract([9])) == -111)
    #expect(process.call(SyscallNumber.connect, stream, .path(Array("/no".utf8))) == -2)
    #expect(process.call(SyscallNumber.listen, stream, 1) == -22)
    #expect(process.call(SyscallNumber.bind, stream, path) == 0)
    #expect(process.call(SyscallNumber.bind, stream, .abstract([1])) == -22)
    #expect(process.call(SyscallNumber.bind, process.socket(.stream), path) == -98)
    #expect(process.call(SyscallNumber.connect, process.socket(.stream), path) == -111)
    #expect(process.call(SyscallNumber.connect, process.socket(.datagram), path) == -91)
    #expect(process.receive(stream, 1).errno == .invalidArgument)
    #expect(process.send(stream, [1]) == -107)
    #expect(process.call(SyscallNumber.socket, 2, 1, 0) == -97)
    #expect(process.call(SyscallNumber.socket, 1, 4, 0) == -94)
    #expect(process.call(SyscallNumber.socket, 1, 1, 9) == -93)
    let (reader, _) = process.pipe()
    #expect(process.call(SyscallNumber.listen, reader, 1) == -88)
  }

  @Test("a full backlog is EAGAIN, and a waiting client goes on when there is room")
  func backlog() throws {
    let name = LocalName.abstract([7])
    let listener = process.listener(.stream, name, backlog: 0)
    #expect(process.call(SyscallNumber.connect, process.socket(.stream), name) == 0)
    let impatient = process.socket(.stream, .nonBlocking)
    #expect(process.call(SyscallNumber.connect, impatient, name) == -11)
    let other = try machine.makeProcess()
    let client = other.socket(.stream)
    let address = SocketAddress.local(name).bytes
    #expect(
      other.start(SyscallNumber.connect, client, other.place(address), UInt64(address.count))
        == nil)
    #expect(process.call(SyscallNumber.accept, listener, 0, 0) > 0)
    #expect(other.resume() == .value(0))
  }

  @Test("the client of a listener that goes is reset; a connect waits no longer")
  func listenerGone() throws {
    let name = LocalName.abstract([8])
    let listener = process.listener(.stream, name, backlog: 0)
    let client = process.socket(.stream)
    _ = process.call(SyscallNumber.connect, client, name)
    let other = try machine.makeProcess()
    let address = SocketAddress.local(name).bytes
    let waiting = other.socket(.stream)
    _ = other.start(SyscallNumber.connect, waiting, other.place(address), UInt64(address.count))
    try process.close(listener)
    #expect(other.resume() == .value(-111))
    #expect(process.receive(client, 1).errno == .connectionReset)
    #expect(process.receive(client, 1).value == [])
    #expect(process.send(client, [1], [.dontWait, .noSignal]) == -32)
  }

  @Test("bytes that were sent are read before the end; unread ones reset the peer")
  func closing() throws {
    let (a, b) = process.socketPair(.stream)
    _ = process.send(a, [1, 2])
    try process.close(a)
    #expect(try process.file(b).object.readiness().isSuperset(of: [.input, .hangUp, .readHangUp]))
    #expect(process.receive(b, 9).value == [1, 2])
    #expect(process.receive(b, 9).value == [])
    let (c, d) = process.socketPair(.stream)
    _ = process.send(c, [1])
    try process.close(d)
    #expect(process.option(c, .error) == 104)
    #expect(process.option(c, .error) == 0)
  }

  @Test("shutting one half down is an end of file there and EPIPE with SIGPIPE here")
  func shutDown() throws {
    // Init would be spared the signal.
    let process = try machine.makeProcess()
    let (a, b) = process.socketPair(.stream)
    #expect(process.call(SyscallNumber.shutdown, a, 1) == 0)
    #expect(process.send(a, [1]) == -32)
    #expect(process.thread.sentSignals.map(\.signal) == [.brokenPipe])
    #expect(process.receive(b, 1).value == [])
    #expect(process.send(b, [5]) == 1)
    #expect(process.receive(a, 1).value == [5])
    #expect(process.call(SyscallNumber.shutdown, a, 3) == -22)
  }

  @Test("a full buffer makes the sender wait, and a long send goes on by itself")
  func flow() throws {
    let (a, b) = process.socketPair(.stream)
    let reader = try machine.makeProcess()
    let copy = try reader.task.files.insert(
      try process.file(b), closesOnExecute: false, limit: 100)
    let size = 500_000
    let data = process.place((0..<size).map { UInt8(truncatingIfNeeded: $0 / 251) })
    #expect(process.start(SyscallNumber.sendto, a, data, UInt64(size), 0, 0, 0) == nil)
    #expect(try process.file(a).object.readiness() == [])
    var received: [UInt8] = []
    while received.count < size {
      received += reader.receive(UInt64(copy), 100_000).value ?? []
      guard received.count < size else { break }
      _ = process.resume()
    }
    #expect(process.resume() == .value(size))
    #expect(received == process.bytes(at: data, size))
  }

  @Test("MSG_PEEK leaves, MSG_WAITALL waits for all, MSG_TRUNC tells a record's length")
  func flags() throws {
    let (a, b) = process.socketPair(.stream)
    _ = process.send(a, [1, 2])
    _ = process.send(a, [3])
    #expect(process.receive(b, 9, [.peek, .dontWait]).value == [1, 2, 3])
    let buffer = process.allocate(4)
    #expect(
      process.start(
        SyscallNumber.recvfrom, b, buffer, 4, UInt64(MessageFlags.waitAll.rawValue), 0, 0) == nil)
    // Another thread would send; here the socket is asked directly.
    let file = try process.file(a)
    var source = WriteSource(kernel: [4, 5])
    _ = try file.object.write(&source, at: 0, file)
    #expect(process.resume() == .value(4))
    #expect(process.bytes(at: buffer, 4) == [1, 2, 3, 4])
    #expect(process.receive(b, 9).value == [5])

    let (c, d) = process.socketPair(.sequentialPacket)
    _ = process.send(c, [1, 2, 3])
    _ = process.send(c, [4])
    let room = process.allocate(2)
    let truncated = UInt64(MessageFlags([.truncated, .dontWait]).rawValue)
    #expect(process.call(SyscallNumber.recvfrom, d, room, 2, truncated, 0, 0) == 3)
    #expect(process.receive(d, 9).value == [4])
  }

  @Test("the credentials of either side are known to the other")
  func credentials() throws {
    let name = LocalName.abstract([3])
    let server = try machine.makeProcess()
    let client = try machine.makeProcess(uid: 1000)
    let listener = server.listener(.stream, name)
    let socket = client.socket(.stream)
    _ = client.call(SyscallNumber.connect, socket, name)
    let accepted = UInt64(server.call(SyscallNumber.accept, listener, 0, 0))
    #expect(server.option(accepted, .peerCredentials) == client.task.tid)
    #expect(client.option(socket, .peerCredentials) == server.task.tid)
    #expect(client.option(client.socket(.stream), .peerCredentials) == 0)
  }

  @Test("without write permission on its file a socket is out of reach")
  func permission() throws {
    let server = try machine.makeProcess()
    server.task.fileSystem.umask = 0o022
    let name = LocalName.path(Array("/private".utf8))
    _ = server.listener(.stream, name)
    let client = try machine.makeProcess(uid: 1000)
    #expect(client.call(SyscallNumber.connect, client.socket(.stream), name) == -13)
  }

  @Test(
    "options show what the socket is and what they were set to",
    arguments: [
      (SocketOption.type, [], 1), (.domain, [], 1), (.protocol, [], 0), (.isListening, [], 0),
      (.sendBuffer, [0, 16, 0, 0], 8192), (.receiveBuffer, [1, 0, 0, 0], 2304),
      (.keepAlive, [9, 0, 0, 0], 1), (.broadcast, [], 0), (.receiveLowWater, [], 1),
      (.linger, [1, 0, 0, 0, 5, 0, 0, 0], 1), (.error, [], 0), (.bindToDevice, [], nil),
    ] as [(SocketOption, [UInt8], Int32?)])
  func options(option: SocketOption, value: [UInt8], expected: Int32?) {
    let socket = process.socket(.stream)
    if !value.isEmpty { #expect(process.setOption(socket, option, value) == 0) }
    #expect(process.option(socket, option) == expected)
    #expect(process.setOption(socket, option, [1]) == (option.rawValue > 0 ? -22 : 0))
  }

  @Test("/proc/net/unix lists every socket with its type, state and name")
  func listing() {
    _ = process.listener(.stream, .path(Array("/sock".utf8)))
    _ = process.socketPair(.datagram)
    _ = process.listener(.sequentialPacket, .abstract(Array("a\0b".utf8)))
    let lines = String(decoding: machine.kernel.localSockets.listing, as: UTF8.self)
      .split(separator: "\n").map { String($0.dropFirst(36)) }
    #expect(
      lines == [
        " Type St Inode Path", "00010000 0001 01     1 /sock", "00000000 0002 03     2",
        "00000000 0002 03     3", "00010000 0005 01     4 @a@b",
      ])
  }

  @Test("a receive gives up after SO_RCVTIMEO")
  func timeout() {
    let (_, b) = process.socketPair(.stream)
    #expect(process.setOption(b, .receiveTimeout, TimeVal(seconds: 0, microseconds: 1).bytes) == 0)
    let buffer = process.allocate(1)
    if process.start(SyscallNumber.recvfrom, b, buffer, 1, 0, 0, 0) == nil {
      #expect(process.resume() == .value(-11))
    }
  }
}
