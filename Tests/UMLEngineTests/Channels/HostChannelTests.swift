import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

@Suite("Channels over host descriptors", .timeLimit(.minutes(1)))
struct HostChannelTests {
  @Test("a pair of pipes carries bytes both ways, and the end of the input is one hang-up")
  func pipes() throws {
    let recorder = try ChannelRecorder()
    var input: HostPipe? = try HostFile.pipe()
    let output = try HostFile.pipe()
    guard let reading = input?.reading.borrowed, let writing = input?.writing.borrowed else {
      return
    }
    let channel = try recorder.open("fd:\(reading.rawValue),fd:\(output.writing.rawValue)")

    #expect(channel.write("hello") == 5)
    #expect(try output.reading.read(upTo: 100) == Array("hello".utf8))
    try writing.writeAll(Array("typed".utf8))
    #expect(recorder.runs { recorder.text == "typed" })
    #expect(channel.description == "fd:\(reading.rawValue),fd:\(output.writing.rawValue)")

    // Our own copies of the reading end stay, the writing end goes.
    let keptReading = try reading.duplicate()
    input = nil
    #expect(recorder.runs { recorder.hangUps == 1 })
    channel.close()
    _ = keptReading
  }

  @Test("a full pipe takes what fits and says when there is room")
  func backPressure() throws {
    let recorder = try ChannelRecorder()
    let pipe = try HostFile.pipe()
    let channel = try recorder.open("null,fd:\(pipe.writing.rawValue)")
    let bytes = [UInt8](repeating: 0x2e, count: 1 << 20)
    let taken = channel.write(bytes)
    #expect(taken < bytes.count)
    var read = 0
    while read < taken { read += try pipe.reading.read(upTo: 1 << 16).count }
    #expect(recorder.runs { recorder.writableCount == 1 })
    channel.close()
  }

  @Test("a pipe that nobody reads is one hang-up, and swallows what comes then")
  func brokenPipe() throws {
    HostSignals.ignoreBrokenPipes()
    let recorder = try ChannelRecorder()
    let ends = try HostFile.pipe()
    let writing = try ends.writing.duplicate()
    ends.reading.close()
    let channel = try recorder.open("null,fd:\(writing.rawValue)")
    #expect(channel.write("lost") == 4)
    #expect(recorder.runs { recorder.hangUps == 1 })
    channel.close()
    _ = try channel.open()
    #expect(channel.write("lost") == 4)
    recorder.loop.pollNow()
    #expect(recorder.hangUps == 1)
    channel.close()
  }

  @Test("the shared descriptor stays blocking")
  func blockingFlag() throws {
    let recorder = try ChannelRecorder()
    let pipe = try HostFile.pipe()
    let before = try pipe.writing.statusFlags()
    let channel = try recorder.open("null,fd:\(pipe.writing.rawValue)")
    #expect(try pipe.writing.statusFlags() == before)
    channel.close()
  }

  @Test("a socket is spoken to both ways, and its flags are left alone")
  func socket() throws {
    let recorder = try ChannelRecorder()
    let pair = try HostSocket.pair()
    let before = try pair.first.statusFlags()
    let channel = try recorder.open("fd:\(pair.first.rawValue)")
    #expect(try pair.first.statusFlags() == before)
    #expect(channel.write("out") == 3)
    #expect(try pair.second.read(upTo: 10) == Array("out".utf8))
    try pair.second.writeAll(Array("in".utf8))
    #expect(recorder.runs { recorder.text == "in" })
    let bytes = [UInt8](repeating: 0, count: 1 << 24)
    #expect(channel.write(bytes) < bytes.count)
    try pair.second.shutDown(reading: false, writing: true)
    #expect(recorder.runs { recorder.hangUps == 1 })
    channel.close()
  }

  @Test("a file is read to its end")
  func file() throws {
    let recorder = try ChannelRecorder()
    let file = try HostFile.memory(name: "input")
    try file.writeAll(Array("from a file\n".utf8))
    let reading = try HostFile.open("/proc/self/fd/\(file.rawValue)")
    let channel = try recorder.open("fd:\(reading.rawValue),null")
    #expect(recorder.runs { recorder.hangUps == 1 })
    #expect(recorder.text == "from a file\n")
    channel.close()
  }

  @Test("a terminal is raw while the line is open and as it was afterwards; its size is followed")
  func terminal() throws {
    let recorder = try ChannelRecorder()
    let host = try HostPseudoTerminal.open(size: WindowSize(rows: 33, columns: 99))
    let secondary = try host.openSecondary()
    let before = try secondary.terminalSettings()
    let channel = try recorder.open("fd:\(secondary.rawValue)")
    #expect(try secondary.terminalSettings().isCanonical == false)
    #expect(channel.windowSize == WindowSize(rows: 33, columns: 99))

    let changed = WindowSize(rows: 55, columns: 122)
    try host.primary.setTerminalSize(changed)
    #expect(recorder.runs { recorder.sizes == [changed] })
    channel.close()
    #expect(try secondary.terminalSettings() == before)
  }

  @Test("pts is announced, carries bytes, hangs up when the last one leaves, and starts over")
  func pseudoTerminal() throws {
    let recorder = try ChannelRecorder()
    let channel = try recorder.open("pts")
    guard let device = channel.announcedDevices.first else {
      throw Errno.operationNotSupportedByDevice
    }
    #expect(channel.description == "pts:\(device)")

    var attached: HostDescriptor? = try HostFile.open(device, [.readWrite, .noControllingTerminal])
    #expect(channel.write("login: ") == 7)
    #expect(try attached?.read(upTo: 100) == Array("login: ".utf8))
    _ = try attached?.write(Array("root\r".utf8))
    #expect(recorder.runs { recorder.text == "root\r" })
    attached = nil
    #expect(recorder.runs { recorder.hangUps == 1 })
    channel.close()
    #expect(channel.description == "pts")
    _ = try channel.open()
    #expect(channel.announcedDevices.count == 1)
    channel.close()
  }

  @Test("a descriptor that is not open fails when the guest opens the line")
  func closedDescriptor() throws {
    let recorder = try ChannelRecorder()
    #expect(throws: Errno.badFileDescriptor) { try recorder.open("fd:7777") }
  }
}
