import LinuxABI
import Testing

@testable import UMLHost

@Suite(.timeLimit(.minutes(1)))
struct SocketTests {
  @Test("a local listener is private, knows its peers, and removes its path", arguments: [5, 150])
  func localListener(directoryLength: Int) throws {
    let temporary = try TemporaryDirectory()
    let directory = "\(temporary.path)/" + String(repeating: "d", count: directoryLength)
    try HostFile.makeDirectories(directory)
    let path = "\(directory)/socket"
    var listener: HostListener? = try HostListener(path: path)
    #expect(try HostFile.status(of: path).permissions == 0o600)
    #expect(throws: Errno.addressInUse) { try HostListener(path: path) }
    let client = SharedDescriptor(try HostSocket.connect(path: path))
    let server = try accepted(listener)
    #expect(
      try server.peerCredentials()
        == PeerCredentials(
          process: HostSystem.processID, user: HostSystem.effectiveUserID,
          group: HostSystem.effectiveGroupID))
    #expect(throws: Errno.wouldBlock) { try server.read(upTo: 1) }
    try client.writeAll([1, 2])
    #expect(try server.read(upTo: 5) == [1, 2])
    listener = nil
    #expect(!HostFile.exists(path))
  }

  private func accepted(_ listener: HostListener?) throws(Errno) -> SharedDescriptor {
    guard let socket = try listener?.accept() else { throw .wouldBlock }
    return SharedDescriptor(socket)
  }

  @Test("a listener leaves alone what has taken its path")
  func replacedListener() throws {
    let temporary = try TemporaryDirectory()
    let path = "\(temporary.path)/s"
    var second: HostListener?
    do {
      let first = try HostListener(path: path)
      try HostFile.rename(path, to: "\(path).old")
      second = try HostListener(path: path)
      withExtendedLifetime(first) {}
    }
    #expect(second != nil && HostFile.exists(path))
    second = nil
    #expect(!HostFile.exists(path))
  }

  @Test("a socket file without an owner is replaced")
  func staleSocket() throws {
    let temporary = try TemporaryDirectory()
    let path = "\(temporary.path)/s"
    let abandoned = try HostSocket.create(.local, .stream)
    try abandoned.bindPrivately(path)
    abandoned.close()
    _ = try HostListener(path: path)
    // What is no socket is left alone.
    try HostFile.writeAtomically([], to: path)
    #expect(throws: Errno.addressInUse) { try HostListener(path: path) }
  }

  @Test("datagrams find a path and an abstract name and carry their sender")
  func datagrams() throws {
    let temporary = try TemporaryDirectory()
    let path = "\(temporary.path)/d"
    let named = SharedDescriptor(try HostSocket.datagram(path: path, nonBlocking: true))
    let name = HostSocketAddress.abstract("umlhost-test-\(HostSystem.processID)")
    let other = SharedDescriptor(try HostSocket.datagram(boundTo: name))
    try other.send([1, 2, 3], toPath: path)
    let message = try named.receive(upTo: 2)
    #expect(message.bytes == [1, 2])
    #expect(message.isTruncated)
    #expect(message.sender == name)
    try named.send([], to: name)
    #expect(try other.receive(upTo: 9).sender == .path(path))
    #expect(throws: Errno.wouldBlock) { try named.receive(upTo: 1) }
  }

  @Test("descriptors cross a socket and work on the other side")
  func descriptors() throws {
    let sockets = try HostSocket.pair()
    let file = try HostFile.memory(name: "crossing")
    try file.write([7], at: 0)
    try sockets.first.send([0], descriptors: [file.borrowed, file.borrowed])
    let message = try sockets.second.receive(upTo: 1, descriptorLimit: 4)
    #expect(message.descriptors.count == 2)
    #expect(try message.descriptors.map { try $0.read(upTo: 1, at: 0) } == [[7], [7]])
    try sockets.first.send([0], descriptors: [file.borrowed, file.borrowed])
    let short = try sockets.second.receive(upTo: 1, descriptorLimit: 1)
    #expect(short.descriptors.count == 1)
    #expect(short.isTruncated)
  }

  @Test("sending to a peer that is gone is an error and no signal")
  func brokenPipe() throws {
    let sockets = try HostSocket.pair()
    let first = sockets.first.borrowed
    sockets.second.close()
    #expect(throws: Errno.brokenPipe) { try first.send([1]) }
  }

  @Test("a TCP connection over loopback is watched by a loop")
  func tcp() throws {
    let loop = try EventLoop()
    let listener = try HostListener(on: .loopback(port: 0))
    let port = try listener.port()
    let client = SharedDescriptor(
      try HostSocket.connect(to: .loopback(port: port), nonBlocking: true))
    var received: [UInt8] = []
    var connections: [SharedDescriptor] = []
    _ = try loop.add(listener.rawValue, .readable) { _ in
      guard let socket = try? listener.accept() else { return }
      let connection = SharedDescriptor(socket)
      connections.append(connection)
      _ = try? loop.add(connection.rawValue, [.readable, .peerClosed]) { _ in
        let part = (try? connection.read(upTo: 100)) ?? []
        received += part
        if part.isEmpty { loop.stop() }
      }
    }
    _ = try loop.add(client.rawValue, [.writable, .oneShot]) { _ in
      guard (try? client.takeSocketError()) == .some(nil) else { return loop.stop() }
      try? client.writeAll([1, 2, 3])
      try? client.shutDown(reading: false, writing: true)
    }
    loop.run()
    #expect(received == [1, 2, 3])
    #expect(try client.peerAddress() == .loopback(port: port))
    #expect(try connections.first?.peerAddress() == client.localAddress())
  }

  @Test("nobody listens: the connection is refused")
  func refused() throws {
    #expect(throws: Errno.noSuchFileOrDirectory) {
      try HostSocket.connect(path: "/nowhere").close()
    }
    #expect(throws: Errno.fileNameTooLong) {
      try HostSocket.datagram(boundTo: .abstract(String(repeating: "n", count: 108))).close()
    }
  }
}
