import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

/// A program of the host in a terminal of its own.
private final class Peer {
  private let primary: SharedDescriptor
  private let process: HostProcess
  private(set) var screen = ""

  init(_ words: [String]) throws {
    let program = try #require(HostProcess.findExecutable(words[0]))
    let terminal = try HostPseudoTerminal.open(size: WindowSize(rows: 33, columns: 99))
    var request = ProcessRequest(path: program, arguments: words)
    request.environment = HostEnvironment.all.filter { !$0.hasPrefix("TERM=") } + ["TERM=vt100"]
    process = try terminal.spawn(request)
    primary = SharedDescriptor(terminal.intoPrimary())
    try primary.setNonBlocking(true)
  }

  deinit {
    process.send(.kill)
    _ = try? process.wait()
  }

  /// Whether it has shown a text by now.
  func shows(_ text: String) -> Bool {
    while let bytes = try? primary.read(upTo: 4096), !bytes.isEmpty {
      screen += String(decoding: bytes, as: UTF8.self)
    }
    return screen.contains(text)
  }

  func type(_ text: String) throws { try primary.writeAll(Array(text.utf8)) }
}

private func isInstalled(_ program: String) -> Bool {
  HostProcess.findExecutable(program) != nil
}

@Suite("Terminal programs of the host", .serialized, .timeLimit(.minutes(2)))
struct PeerTests {
  @Test(
    "telnet shows output, sends keys in all their bits, its window's size and a BREAK",
    .enabled(if: isInstalled("telnet"), "telnet is not installed"))
  func telnet() throws {
    let recorder = try ChannelRecorder()
    let channel = try recorder.open("port:0")
    let port = String(channel.description.dropFirst("port:".count))
    var peer: Peer? = try Peer(["telnet", "127.0.0.1", port])
    #expect(
      recorder.runs(seconds: 20) { recorder.sizes.contains(WindowSize(rows: 33, columns: 99)) })
    _ = channel.write("grüß dich\r\n")
    #expect(recorder.runs(seconds: 20) { peer?.shows("grüß dich\r\n") == true })
    try peer?.type("ü\r")
    #expect(recorder.runs(seconds: 20) { recorder.text == "ü\r" })
    try peer?.type("\u{1d}")
    #expect(recorder.runs(seconds: 20) { peer?.shows("telnet>") == true })
    try peer?.type("send brk\r")
    #expect(recorder.runs(seconds: 20) { recorder.breaks == 1 })
    peer = nil
    #expect(recorder.runs(seconds: 20) { recorder.hangUps == 1 })
    channel.close()
  }

  @Test(
    "the HOWTO's terminal programs attach to a pts, and hang up when they leave",
    arguments: [
      ("picocom", ["-q"], "\u{01}\u{18}"), ("minicom", ["-o", "-p"], "\u{01}q\r"),
      ("screen", [], "\u{01}ky"), ("socat", ["-,raw,echo=0,escape=0x01"], "\u{01}"),
    ] as [(String, [String], String)])
  func attach(program: String, options: [String], leave: String) throws {
    guard isInstalled(program) else {
      return withKnownIssue("\(program) is not installed", isIntermittent: true) {}
    }
    let recorder = try ChannelRecorder()
    let channel = try recorder.open("pts")
    let device = try #require(channel.announcedDevices.first)
    let peer = try Peer([program] + options + [program == "socat" ? "\(device),raw" : device])
    // Until it has taken the device, nobody sees what is written.
    #expect(
      recorder.runs(seconds: 20) {
        _ = channel.write("hello ")
        return peer.shows("hello hello")
      })
    try peer.type("typed")
    #expect(recorder.runs(seconds: 20) { recorder.text.contains("typed") })
    try peer.type(leave)
    #expect(recorder.runs(seconds: 20) { recorder.hangUps == 1 })
    channel.close()
  }
}
