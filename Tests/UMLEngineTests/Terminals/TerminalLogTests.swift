import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

@Suite("Terminal logs")
struct TerminalLogTests {
  @Test("a record is UML's, 40 bytes on this machine")
  func layout() {
    let record = TerminalLogRecord(
      .transfer, DeviceNumber(major: 4, minor: 65).rawValue, 5, .write,
      at: TimeSpec(seconds: 1, nanoseconds: 2_000))
    let expected: [UInt8] = [
      3, 0, 0, 0, 0, 0, 0, 0, 0x41, 4, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 2, 0, 0, 0,
    ]
    #expect(record.bytes.count == TerminalLogRecord.size)
    #expect(Array(record.bytes.prefix(24)) == expected)
    #expect(TerminalLogRecord(bytes: record.bytes) == record)
    #expect(record.terminalName == "ttyS1")
  }

  /// Records as one word each.
  private func words(_ bytes: [UInt8]) -> [String] {
    var words: [String] = []
    var rest = bytes[...]
    while rest.count >= TerminalLogRecord.size {
      let record = TerminalLogRecord(bytes: Array(rest.prefix(TerminalLogRecord.size)))
      rest = rest.dropFirst(TerminalLogRecord.size)
      let text = String(decoding: rest.prefix(Int(record.length)), as: UTF8.self)
      rest = rest.dropFirst(Int(record.length))
      switch (record.kind, record.direction) {
      case (.open, _): words.append("open \(record.terminalName)")
      case (.close, _): words.append("close")
      case (_, .read): words.append("< \(text)")
      default: words.append("> \(text)")
      }
    }
    return words
  }

  private func use(_ target: TerminalLog.Target) throws {
    let machine = try TestMachine()
    let kernel = machine.kernel
    kernel.terminals.log = TerminalLog(target, kernel)
    kernel.terminals.start(LineConfiguration())
    let line = try #require(kernel.terminals.line(.console, 1))
    let file = OpenFile(try line.terminal.open(nil, .readWrite), flags: .readWrite)
    file.retain()
    line.terminal.receive(Array("ls\r".utf8))
    var source = WriteSource(kernel: Array("file\n".utf8))
    _ = try file.object.write(&source, at: 0, file)
    file.release()
    kernel.terminals.log = nil
  }

  private static let session = ["open tty1", "< ls\r", "> ls\r\n", "> file\r\n", "close"]

  @Test("what is typed, echoed and written is in one stream for a descriptor")
  func descriptor() throws {
    let file = try HostFile.memory(name: "log")
    try use(.descriptor(file.rawValue))
    let bytes = try HostFile.contents(of: "/proc/self/fd/\(file.rawValue)")
    #expect(words(bytes) == Self.session)
  }

  @Test("and in a file for each time a terminal is opened, in a directory that is made")
  func directory() throws {
    let parent = try HostFile.makeTemporaryDirectory()
    defer { try? HostFile.removeTree(parent) }
    let directory = "\(parent)/logs"
    try use(.directory(directory))
    try use(.directory(directory))
    let names = try HostFile.names(in: directory)
    #expect(names.count == 2)
    for name in names {
      #expect(words(try HostFile.contents(of: "\(directory)/\(name)")) == Self.session)
    }
  }
}
