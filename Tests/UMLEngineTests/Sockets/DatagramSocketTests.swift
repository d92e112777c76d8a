import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Local sockets: datagrams")
struct DatagramSocketTests {
  private let process: TestProcess

  init() throws { process = try TestMachine().makeProcess() }

  private func bound(_ name: LocalName) -> UInt64 {
    let socket = process.socket(.datagram)
    _ = process.call(SyscallNumber.bind, socket, name)
    return socket
  }

  @Test("a datagram goes to an address and brings its sender's")
  func addresses() {
    let receiver = bound(.abstract([1]))
    let sender = bound(.abstract([2]))
    #expect(process.send(sender, [1, 2, 3], to: .abstract([1])) == 3)
    #expect(process.send(process.socket(.datagram), [], to: .abstract([1])) == 0)
    let address = process.allocate(16)
    let length = process.place([16, 0, 0, 0])
    let buffer = process.allocate(2)
    #expect(process.call(SyscallNumber.recvfrom, receiver, buffer, 2, 0, address, length) == 2)
    #expect(process.integer(at: length) == Int32(4))
    #expect(process.bytes(at: address, 4) == [1, 0, 0, 2])
    #expect(process.call(SyscallNumber.recvfrom, receiver, buffer, 2, 0, address, length) == 0)
    #expect(process.integer(at: length) == Int32(0))
  }

  @Test("a connected socket needs no address, keeps others out, and learns that its peer is gone")
  func connected() throws {
    let receiver = bound(.abstract([1]))
    let friend = bound(.abstract([2]))
    #expect(process.send(friend, [1]) == -107)
    #expect(process.call(SyscallNumber.connect, friend, .abstract([1])) == 0)
    #expect(process.call(SyscallNumber.connect, receiver, .abstract([2])) == 0)
    #expect(process.send(friend, [1]) == 1)
    let stranger = process.socket(.datagram)
    #expect(process.send(stranger, [1], to: .abstract([1])) == -1)
    try process.close(receiver)
    #expect(process.send(friend, [1]) == -111)
    #expect(process.send(friend, [1]) == -107)
    #expect(process.send(stranger, [1], to: .abstract([1])) == -111)
  }

  @Test("a full queue holds the sender back until the receiver takes one")
  func full() throws {
    let receiver = bound(.abstract([1]))
    let sender = process.socket(.datagram)
    _ = process.call(SyscallNumber.connect, sender, .abstract([1]))
    for _ in 0..<11 { #expect(process.send(sender, [1]) == 1) }
    #expect(process.send(sender, [1]) == -11)
    #expect(!(try process.file(sender).object.readiness().contains(.output)))
    _ = process.receive(receiver, 1)
    #expect(try process.file(sender).object.readiness().contains(.output))
    #expect(process.send(sender, [UInt8](repeating: 0, count: 300_000)) == -90)
  }

  @Test("an automatic name is five digits, and nobody else's")
  func automaticName() {
    let sockets = (0..<2).map { _ in process.socket(.datagram) }
    for socket in sockets { #expect(process.call(SyscallNumber.bind, socket, .unnamed) == 0) }
    #expect(process.name(of: sockets[0]).value == .local(.abstract(Array("00000".utf8))))
    #expect(process.name(of: sockets[1]).value == .local(.abstract(Array("00001".utf8))))
  }

  @Test("FIONREAD is the next datagram's length, for a stream all that is there")
  func pending() {
    let (a, b) = process.socketPair(.datagram)
    let (c, d) = process.socketPair(.stream)
    for socket in [a, c] {
      _ = process.send(socket, [1, 2, 3])
      _ = process.send(socket, [4])
    }
    #expect(count(b) == 3)
    #expect(count(d) == 4)
  }

  private func count(_ socket: UInt64) -> Int32? {
    let address = process.allocate(4)
    var call = SyscallContext(
      kernel: process.machine.kernel, task: process.task, number: 0,
      arguments: InlineArray(repeating: 0), operation: nil)
    guard let file = try? process.file(socket),
      (try? file.object.control(0x541b, address, &call, file)) != nil
    else { return nil }
    return process.integer(at: address)
  }

  @Test("several messages go with one call")
  func multiple() {
    let (a, b) = process.socketPair(.datagram)
    let data = process.place([1, 2, 3, 4])
    var writer = ByteWriter()
    for index in 0..<3 {
      var vector = ByteWriter()
      vector.write(data)
      vector.write(UInt64(index + 1))
      for word in [0, 0, process.place(vector.bytes), 1, 0, 0, 0, 0] as [UInt64] {
        writer.write(word)
      }
    }
    let array = process.place(writer.bytes)
    #expect(process.call(SyscallNumber.sendmmsg, a, array, 3, 0) == 3)
    let flags = UInt64(MessageFlags.waitForOne.rawValue)
    #expect(process.call(SyscallNumber.recvmmsg, b, array, 5, flags, 0) == 3)
    #expect(
      (0..<3).map { process.integer(at: array + UInt64($0) * 64 + 56) } == [1, 2, 3] as [UInt32])
  }
}
