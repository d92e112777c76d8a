import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

@Suite("Channels over host terminals", .timeLimit(.minutes(1)))
struct TerminalChannelTests {
  @Test("pty is a pts pair where the host has no BSD names")
  func modernPseudoTerminal() throws {
    let recorder = try ChannelRecorder()
    recorder.environment.deviceDirectory = "/proc/nonexistent"
    let channel = try recorder.open("pty")
    let device = try #require(channel.announcedDevices.first)
    #expect(device.hasPrefix("/dev/pts/"))
    #expect(channel.description == "pty:\(device)")
    channel.close()
  }

  @Test("pty takes the first free BSD pair and announces our side of it")
  func legacyPseudoTerminal() throws {
    let recorder = try ChannelRecorder()
    let directory = try HostFile.makeTemporaryDirectory()
    defer { try? HostFile.removeTree(directory) }
    // The first name is no device that can be opened, the second has no other side.
    try HostFile.makeSymbolicLink("\(directory)/ptyp0", target: "/proc/nonexistent")
    for name in ["ptyp1", "ptyp2", "ttyp2"] {
      try HostFile.makeSymbolicLink("\(directory)/\(name)", target: "/dev/ptmx")
    }
    try HostFile.makeSymbolicLink("\(directory)/ptyq0", target: "/dev/ptmx")
    recorder.environment.deviceDirectory = directory
    let channel = try recorder.open("pty")
    // As on a host without /dev/ptyp0: nothing of that bank is there.
    #expect(channel.announcedDevices.first?.hasPrefix("/dev/pts/") == true)
    channel.close()
    try HostFile.remove("\(directory)/ptyp0")
    try HostFile.makeSymbolicLink("\(directory)/ptyp0", target: "/dev/null")
    let second = try recorder.open("pty")
    #expect(second.announcedDevices == ["\(directory)/ptyp2"])
    #expect(second.description == "pty:\(directory)/ptyp2")
    second.close()
  }

  @Test("tty: joins the other side of a pty, raw, and gives it back as it was")
  func device() throws {
    let recorder = try ChannelRecorder()
    let host = try HostPseudoTerminal.open(size: WindowSize(rows: 30, columns: 90))
    let kept = try host.openSecondary()
    let before = try kept.terminalSettings()
    let channel = try recorder.open("tty:\(host.secondaryPath)")
    #expect(try kept.terminalSettings().isCanonical == false)
    #expect(channel.windowSize == WindowSize(rows: 30, columns: 90))
    #expect(channel.write("hello\n") == 6)
    #expect(try host.primary.read(upTo: 100) == Array("hello\n".utf8))
    try host.primary.writeAll([0x03, 0xff, 0x0d])
    #expect(recorder.runs { recorder.received == [0x03, 0xff, 0x0d] })
    #expect(channel.modemLines == nil)
    channel.close()
    #expect(try kept.terminalSettings() == before)
  }

  @Test("what waits on a serial line is read when the program has made its settings")
  func settling() throws {
    let recorder = try ChannelRecorder()
    let host = try HostPseudoTerminal.open()
    let kept = try host.openSecondary()
    try kept.setTerminalSettings(try kept.terminalSettings().raw)
    try host.primary.writeAll(Array("login: ".utf8))
    let channel = try recorder.open("tty:\(host.secondaryPath)", .serial)
    channel.setReading(true)
    channel.setLineSettings(.standard, speed: 38_400)
    recorder.loop.pollNow()
    #expect(recorder.text.isEmpty)
    channel.setLineSettings(.standard, speed: 38_400)
    #expect(recorder.runs { recorder.text == "login: " })
    channel.close()
  }

  @Test("serial lines are left as they are with ssl-non-raw, consoles never")
  func nonRaw() throws {
    let recorder = try ChannelRecorder()
    recorder.environment.serialsAreRaw = false
    let host = try HostPseudoTerminal.open()
    let kept = try host.openSecondary()
    for kind in [LineConfiguration.Kind.serial, .console] {
      let channels = [
        try recorder.open("tty:\(host.secondaryPath)", kind),
        try recorder.open("fd:\(kept.rawValue)", kind),
      ]
      #expect(try kept.terminalSettings().isCanonical == (kind == .serial))
      for channel in channels { channel.close() }
      let made = try recorder.open("pts", kind)
      let path = try #require(made.announcedDevices.first)
      let other = try HostFile.open(path, [.readWrite, .noControllingTerminal])
      #expect(try other.terminalSettings().isCanonical == (kind == .serial))
      made.close()
    }
  }

  @Test("a port gets the guest's speed and character size")
  func speed() throws {
    let recorder = try ChannelRecorder()
    let host = try HostPseudoTerminal.open()
    let channel = try recorder.open("tty:\(host.secondaryPath)")
    channel.setLineSettings(.standard, speed: 250_000)
    #expect(try host.primary.serialSpeed() == 250_000)
    channel.setLineSettings(.standard, speed: 9600)
    #expect(try host.primary.serialSpeed() == 9600)
    // By its name, as stty shows it.
    let flags = TerminalControlFlags(rawValue: try host.primary.terminalSettings().controlFlags)
    #expect(flags.intersection(.speedMask) == BaudRate.b9600.controlFlags)
    channel.close()
  }

  @Test("the end of the other side hangs up, and the next open says what is wrong, once")
  func missingPrimary() throws {
    let recorder = try ChannelRecorder()
    var host: HostPseudoTerminal? = try HostPseudoTerminal.open()
    let path = host?.secondaryPath ?? ""
    let channel = try recorder.open("tty:\(path)")
    host = nil
    #expect(recorder.runs { recorder.hangUps == 1 })
    channel.close()
    for _ in 1...2 {
      #expect(throws: Errno.noSuchFileOrDirectory) { try channel.open() }
    }
    #expect(
      recorder.messages == [
        "con1: cannot open \(path): nobody holds the other side of this pseudo terminal"
      ])
  }

  @Test("what is no terminal is refused")
  func noTerminal() throws {
    let recorder = try ChannelRecorder()
    #expect(throws: Errno.inappropriateIOCTLForDevice) { try recorder.open("tty:/dev/null") }
    #expect(recorder.messages == ["con1: cannot open /dev/null: it is not a terminal"])
  }

  @Test("two lines may share a terminal; the last one to leave restores it")
  func shared() throws {
    let recorder = try ChannelRecorder()
    let host = try HostPseudoTerminal.open()
    let kept = try host.openSecondary()
    let before = try kept.terminalSettings()
    let first = try recorder.open("tty:\(host.secondaryPath)")
    let second = try recorder.open("tty:\(host.secondaryPath)")
    first.close()
    #expect(try kept.terminalSettings() != before)
    second.close()
    #expect(try kept.terminalSettings() == before)
  }

  @Test("parity marks are a BREAK, a damaged character, and 0xff, however they are cut")
  func parityMarks() {
    let input: [UInt8] = [0x61, 0xff, 0, 0, 0x62, 0xff, 0xff, 0xff, 0, 0x63, 0xff, 0, 0]
    for size in 1...input.count {
      var marks = ParityMarks()
      var events: [String] = []
      for start in stride(from: 0, to: input.count, by: size) {
        for event in marks.feed(Array(input[start..<min(start + size, input.count)])) {
          switch event {
          case .bytes(let bytes): events += bytes.map { String($0, radix: 16) }
          case .damaged(let byte): events.append("damaged " + String(byte, radix: 16))
          case .breakReceived: events.append("-")
          }
        }
      }
      #expect(events == ["61", "-", "62", "ff", "damaged 63", "-"])
    }
  }
}
