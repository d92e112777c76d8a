import Glibc
import LinuxABI
import Testing

@testable import UMLHost

@Suite(.timeLimit(.minutes(1)))
struct TerminalTests {
  @Test("bytes cross a pseudo terminal, processed or raw")
  func crossing() throws {
    let pair = try HostPseudoTerminal.open(size: WindowSize(rows: 7, columns: 33))
    let program = try pair.openSecondary()
    let size = try program.terminalSize()
    let name = try program.terminalName()
    #expect(size == WindowSize(rows: 7, columns: 33))
    #expect(name == "/dev/pts/\(pair.number)")
    try program.write([0x61, 0x0a])
    let primary = pair.primary.borrowed
    #expect(try primary.read(upTo: 10) == [0x61, 0x0d, 0x0a])

    let terminal = try HostTerminal(program.borrowed)
    try terminal.makeRaw()
    try program.write([0x62, 0x0a])
    #expect(try primary.read(upTo: 10) == [0x62, 0x0a])
    let screen = program.borrowed
    #expect(try !screen.terminalSettings().isCanonical)
    try program.setNonBlocking(true)
    terminal.restore()
    #expect(try screen.terminalSettings() == terminal.originalSettings)
    #expect(try OpenFlags(rawValue: screen.statusFlags()).isDisjoint(with: .nonBlocking))
  }

  @Test("a command gets the pseudo terminal as its controlling one")
  func controllingTerminal() throws {
    let pair = try HostPseudoTerminal.open()
    let process = try pair.spawn(
      ProcessRequest(path: "/bin/sh", arguments: ["sh", "-c", "tty; echo $$ >/dev/tty"]))
    let status = try process.wait()
    #expect(status == .exited(0))
    let output = everything(from: pair.primary.borrowed)
    #expect(output == "\(pair.secondaryPath)\r\n\(process.processID)\r\n")
  }

  @Test("a pipe is no terminal")
  func noTerminal() throws {
    let pipe = try HostFile.pipe()
    let isTerminal = pipe.reading.isTerminal
    #expect(!isTerminal)
    let fd = pipe.reading.borrowed
    #expect(throws: Errno.inappropriateIOCTLForDevice) { try HostTerminal(fd) }
  }

  @Test("a released guardian leaves the terminal alone; a lost one restores it")
  func guardian() throws {
    for isReleased in [true, false] {
      let pair = try HostPseudoTerminal.open()
      let program = try pair.openSecondary()
      let settings = try program.terminalSettings()
      let guardian = try TerminalGuardian(
        program.borrowed, settings: settings, statusFlags: program.statusFlags(),
        resetSequence: "reset")
      try program.setTerminalSettings(settings.raw)
      let raw = try program.terminalSettings()
      program.close()
      if isReleased {
        guardian.release()
      } else if let pipe = guardian.pipe.take() {
        // As the kernel does it when this process dies.
        HostDescriptor(pipe).close()
        let all = Int32(0x4000_0000)  // __WALL
        waitpid(guardian.processID, nil, all)
      }
      // The guardian holds the last secondary side: its end is a hang-up here.
      let output = everything(from: pair.primary.borrowed)
      let after = try pair.openSecondary().terminalSettings()
      #expect(after == (isReleased ? raw : settings))
      #expect(output == (isReleased ? "" : "reset"))
    }
  }

  /// What a primary side has to say until the last holder of the secondary side is gone (EIO).
  private func everything(from primary: BorrowedDescriptor) -> String {
    var output: [UInt8] = []
    while let part = try? primary.read(upTo: 100), !part.isEmpty { output += part }
    return String(decoding: output, as: UTF8.self)
  }
}
