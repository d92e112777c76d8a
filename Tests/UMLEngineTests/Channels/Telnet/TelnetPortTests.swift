import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

/// A telnet client that says yes to nothing, and leaves out what the server negotiates.
private final class TestClient {
  let socket: HostDescriptor
  private var parser = TelnetParser()
  private(set) var text = ""

  convenience init(port: UInt16) throws { try self.init(.loopback(port: port)) }

  init(_ address: HostSocketAddress) throws {
    socket = try HostSocket.connect(to: address)
    try socket.setNonBlocking(true)
  }

  /// What has come so far; nil after the end.
  func read() -> String? {
    while true {
      let bytes: [UInt8]
      do throws(Errno) { bytes = try socket.read(upTo: 4096) } catch {
        return error == .wouldBlock ? text : nil
      }
      if bytes.isEmpty { return nil }
      var isBinary = true
      parser.feed(bytes, isBinary: &isBinary) { event, _ in
        if case .data(let data) = event { text += String(decoding: data, as: UTF8.self) }
      }
    }
  }
}

@Suite("Telnet ports", .timeLimit(.minutes(1)))
struct TelnetPortTests {
  let recorder: ChannelRecorder
  init() throws {
    HostSignals.ignoreBrokenPipes()
    recorder = try ChannelRecorder()
  }

  private func port(_ channel: any Channel) throws -> UInt16 {
    try #require(UInt16(channel.description.dropFirst("port:".count)))
  }

  @Test("a device waits for a session; bytes, sizes and breaks arrive; the client's end hangs up")
  func session() throws {
    let channel = try recorder.open("port:0")
    #expect(recorder.openings == 0)
    var client: TestClient? = try TestClient(port: try port(channel))
    #expect(recorder.runs { recorder.openings == 1 })
    #expect(channel.write("login: ") == 7)
    #expect(recorder.runs { client?.read() == "login: " })
    try client?.socket.writeAll(
      Array("root\r\0".utf8) + [255, 243, 255, 250, 31, 0, 80, 0, 24, 255, 240])
    #expect(recorder.runs { recorder.breaks == 1 && !recorder.sizes.isEmpty })
    #expect(recorder.text == "root\r")
    #expect(channel.windowSize == WindowSize(rows: 24, columns: 80))
    client = nil
    #expect(recorder.runs { recorder.hangUps == 1 })
    channel.close()
    // And again, for ever.
    #expect(try channel.open() == .waiting)
    client = try TestClient(port: try port(channel))
    #expect(recorder.runs { recorder.openings == 2 })
    channel.close()
  }

  @Test("devices share a port; who comes too early is told so, and served in order")
  func order() throws {
    let holder = try recorder.open("port:0")
    holder.close()
    let port = try port(holder)
    let clients = [try TestClient(port: port), try TestClient(port: port)]
    #expect(recorder.runs { clients.allSatisfy { $0.read()?.hasSuffix("****\r\n\0") == true } })
    #expect(recorder.messages == ["No one waiting for port"])
    try clients[0].socket.writeAll(Array("early".utf8))

    let first = try recorder.open("port:\(port)")
    let second = try recorder.open("port:\(port)")
    #expect(first.write("one") == 3)
    #expect(second.write("two") == 3)
    #expect(recorder.runs { clients[0].read()?.hasSuffix("one") == true })
    #expect(recorder.runs { clients[1].read()?.hasSuffix("two") == true })
    #expect(recorder.runs { recorder.text == "early" })
    first.close()
    #expect(recorder.runs { clients[0].read() == nil })
    second.close()
  }

  private static let hasIPv6 = (try? HostListener(on: .ipv6(1, port: 0))) != nil

  @Test(
    "the loopback interface is both 127.0.0.1 and ::1, and [::1] only one of them",
    .enabled(if: hasIPv6))
  func bothFamilies() throws {
    let channel = try recorder.open("port:0")
    let port = try port(channel)
    let fourth = try TestClient(port: port)
    #expect(recorder.runs { recorder.openings == 1 })
    let sixth = try TestClient(.ipv6(1, port: port))
    #expect(recorder.runs { sixth.read()?.contains("no UML consoles") == true })
    withExtendedLifetime(fourth) { channel.close() }

    let only = try ChannelRecorder()
    let other = try only.open("port:[::1]:0")
    let text = other.description
    #expect(text.hasPrefix("port:[::1]:"))
    let number = try #require(UInt16(text.dropFirst("port:[::1]:".count)))
    #expect(throws: Errno.connectionRefused) { try TestClient(port: number) }
    let client = try TestClient(.ipv6(1, port: number))
    #expect(only.runs { only.openings == 1 })
    withExtendedLifetime(client) { other.close() }
  }

  @Test("more sessions than may wait are turned away, and one that leaves makes room")
  func limit() throws {
    let channel = try recorder.open("port:0")
    channel.close()
    let port = try port(channel)
    var clients: [TestClient] = []
    for _ in 0..<TelnetPort.waitingLimit {
      let client = try TestClient(port: port)
      #expect(recorder.runs { client.read()?.isEmpty == false })
      clients.append(client)
    }
    let surplus = try TestClient(port: port)
    #expect(recorder.runs { surplus.read() == nil })
    clients.removeFirst()
    recorder.loop.pollNow()
    let next = try TestClient(port: port)
    #expect(recorder.runs { next.read()?.contains("no UML consoles") == true })
  }

  @Test(
    "who asks and does not listen is not heard any more; who floods a port without a device goes")
  func flood() throws {
    let channel = try recorder.open("port:0")
    let client = try TestClient(port: try port(channel))
    #expect(recorder.runs { recorder.openings == 1 })
    // Each asks for an answer.
    let questions = [UInt8](repeating: 255, count: 1) + [253, 99]
    let block = [UInt8]((0..<8192).flatMap { _ in questions })
    var sent = 0
    while recorder.loop.pollNow() > 0 || sent < 1 << 20 {
      guard let count = try? client.socket.write(block) else { break }
      sent += count
    }
    // The way back is full, and then the way there.
    #expect(sent < 64 << 20)
    channel.close()

    let flooding = try TestClient(port: try port(channel))
    #expect(recorder.runs { flooding.read()?.isEmpty == false })
    var isGone = false
    _ = recorder.runs {
      isGone = (try? flooding.socket.write(block)) == nil && flooding.read() == nil
      return isGone
    }
    #expect(isGone)
  }

  @Test("a port somebody else has is refused at once, and one nobody names any more is free")
  func binding() throws {
    var channel: (any Channel)? = try recorder.open("port:0")
    let port = try port(try #require(channel))
    let other = try ChannelRecorder()
    #expect(throws: ChannelSpecError("binding to port \(port) failed, errno = 98")) {
      try other.open("port:\(port)")
    }
    channel = nil
    let second = try other.open("port:\(port)")
    second.close()
  }

  @Test("a full client makes the guest wait, and is given the rest")
  func backPressure() throws {
    let channel = try recorder.open("port:0")
    let client = try TestClient(port: try port(channel))
    #expect(recorder.runs { recorder.openings == 1 })
    let bytes = [UInt8](repeating: 0x2e, count: 16 << 20)
    let taken = channel.write(bytes)
    #expect(taken < bytes.count)
    #expect(recorder.runs { (client.read()?.utf8.count ?? 0) >= taken })
    #expect(recorder.runs { recorder.writableCount == 1 })
    channel.close()
  }
}
