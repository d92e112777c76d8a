import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

/// A terminal emulator without a window: it keeps its words, makes a pseudo terminal, and what it
/// is told to execute is done by the test.
private struct TestEmulator {
  let directory: String
  let path: String

  /// A script; `body` is what it does.
  init(_ body: String) throws {
    directory = try HostFile.makeTemporaryDirectory()
    path = "\(directory)/emulator"
    let script =
      "#!/bin/sh\nprintf '%s\\n' \"$@\" > \(directory)/part\n"
      + "mv \(directory)/part \(directory)/words\n\(body)\n"
    try HostFile.writeAtomically(Array(script.utf8), to: path, permissions: 0o755)
  }

  func remove() { try? HostFile.removeTree(directory) }

  var words: [String]? {
    (try? HostFile.text(of: "\(directory)/words"))?.split(separator: "\n").map(String.init)
  }
}

@Suite("Xterm channel", .timeLimit(.minutes(1)))
struct XtermChannelTests {
  let recorder: ChannelRecorder
  init() throws {
    recorder = try ChannelRecorder()
    recorder.environment.display = ":7"
  }

  private func use(_ emulator: TestEmulator) {
    recorder.environment.emulator = EmulatorCommand(
      parsing: "\(emulator.path),-title,-x", helper: ["/lib/helper"])
  }

  @Test(
    "xterm= has three fields, and empty ones keep the default",
    arguments: [
      (nil, ["x-terminal-emulator", "-T", "-e"]), ("", ["x-terminal-emulator", "-T", "-e"]),
      ("kitty", ["kitty", "-T", "-e"]), ("st,,-c", ["st", "-T", "-c"]),
      ("gnome-terminal,-t,-x", ["gnome-terminal", "-t", "-x"]),
    ] as [(String?, [String])])
  func fields(text: String?, expected: [String]) {
    let words = EmulatorCommand(parsing: text, helper: ["h"]).words(title: "T", socket: "S")
    #expect(words == [expected[0], expected[1], "T", expected[2], "h", "-uml-socket", "S"])
  }

  @Test("a window is opened in UML's way, and its terminal is the line's")
  func window() throws {
    let emulator = try TestEmulator("exec sleep 1000")
    defer { emulator.remove() }
    use(emulator)
    let channel = try recorder.open("xterm")
    #expect(recorder.runs { emulator.words != nil })
    let words = try #require(emulator.words)
    #expect(
      words.dropLast() == [
        "-title", "Virtual Console #1 (box)", "-x", "/lib/helper", "-uml-socket",
      ])
    let socket = try #require(words.last)
    #expect(socket.hasPrefix("/tmp/xterm-pipe") && socket.count == "/tmp/xterm-pipe".count + 6)

    let host = try HostPseudoTerminal.open(size: WindowSize(rows: 20, columns: 70))
    let secondary = try host.openSecondary()
    var primary: SharedDescriptor? = SharedDescriptor(host.intoPrimary())
    let helper = try HostSocket.connect(path: socket, .datagram)
    try helper.send([0, 0, 0, 0], descriptors: [secondary.borrowed])
    secondary.close()
    #expect(recorder.runs { recorder.openings == 1 })
    #expect(!HostFile.exists(socket))
    #expect(channel.windowSize == WindowSize(rows: 20, columns: 70))
    #expect(channel.write("hi") == 2)
    #expect(try primary?.read(upTo: 10) == Array("hi".utf8))
    try primary?.setTerminalSize(WindowSize(rows: 21, columns: 71))
    try helper.send([0])
    #expect(recorder.runs { recorder.sizes == [WindowSize(rows: 21, columns: 71)] })
    primary = nil
    #expect(recorder.runs { recorder.hangUps == 1 })
    channel.close()
  }

  @Test("an emulator that fails is no window, and is named once")
  func failure() throws {
    let emulator = try TestEmulator("exit 3")
    defer { emulator.remove() }
    use(emulator)
    let channel = try recorder.open("xterm")
    #expect(recorder.runs { recorder.hangUps == 1 })
    channel.close()
    _ = try channel.open()
    #expect(recorder.runs { recorder.hangUps == 2 })
    channel.close()
    #expect(
      recorder.messages == ["xterm_open: \(emulator.path) ended before its window was there"])
  }

  @Test("without a display, or an emulator, the open says so")
  func missing() throws {
    recorder.environment.display = nil
    #expect(throws: Errno.operationNotSupportedByDevice) { try recorder.open("xterm") }
    recorder.environment.display = ":0"
    recorder.environment.emulator = EmulatorCommand(parsing: "/proc/nonexistent", helper: ["h"])
    #expect(throws: Errno.noSuchFileOrDirectory) { try recorder.open("xterm") }
    #expect(
      recorder.messages == [
        "xterm_open: $DISPLAY not set.",
        "xterm_open: cannot start /proc/nonexistent: No such file or directory",
      ])
  }
}
