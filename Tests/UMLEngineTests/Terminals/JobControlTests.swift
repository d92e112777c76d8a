import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Job control")
struct JobControlTests {
  let bench: TerminalBench
  let shell: Task
  let job: Task
  let primary: OpenFile
  let line: OpenFile

  /// A session with its leader in the foreground and a job in the background.
  init() throws {
    bench = try TerminalBench()
    shell = try bench.makeLeader()
    job = try bench.makeMember(of: shell)
    primary = try bench.open(5, 2, shell)
    try bench.control(primary, .lockPseudoTerminal, shell, [0, 0, 0, 0])
    line = try bench.open(136, 0, shell)
  }

  @Test("reading in the background stops the job, unless it ignores that")
  func reading() throws {
    try primary.write("text\r")
    #expect(throws: Errno.restartSystemCall) { try line.read(by: job) }
    #expect(job.process.state == .stopped(SignalNumber.terminalInput.rawValue))
    bench.kernel.signals.send(.kernel(.continue), to: job.process)
    job.ignore(.terminalInput)
    #expect(throws: Errno.ioError) { try line.read(by: job) }
    #expect(try line.read(by: shell) == "text\n")
  }

  @Test("writing in the background stops the job only with TOSTOP")
  func writing() throws {
    #expect(try line.write("w", by: job) == 1)
    var settings = Termios(bytes: try bench.control(line, .get, shell))
    settings.localFlags.insert(.stopBackgroundOutput)
    try bench.control(line, .set, shell, settings.bytes)
    #expect(throws: Errno.restartSystemCall) { try line.write("w", by: job) }
    #expect(job.process.state == .stopped(SignalNumber.terminalOutput.rawValue))
  }

  @Test("settings are not for the background")
  func settings() throws {
    let settings = try bench.control(line, .get, job)
    #expect(throws: Errno.restartSystemCall) { try bench.control(line, .set, job, settings) }
    #expect(job.process.isStopped)
  }

  @Test("a group that nobody could continue gets an error")
  func orphans() throws {
    job.process.parent = bench.kernel.processes.initialProcess
    #expect(throws: Errno.ioError) { try line.read(by: job) }
    #expect(!job.process.isStopped)
  }

  @Test("the foreground moves, and signals with it")
  func foreground() throws {
    try bench.control(line, .setProcessGroup, shell, integer(job.process.group.id))
    #expect(try bench.integer(line, .getProcessGroup, shell) == job.process.group.id)
    try primary.write("\u{3}")
    #expect(job.takeSignals() == [.interrupt])
    #expect(shell.takeSignals() == [])
    shell.ignore(.terminalOutput)
    #expect(throws: Errno.noSuchProcess) {
      try bench.control(line, .setProcessGroup, shell, integer(9999))
    }
    #expect(throws: Errno.invalidArgument) {
      try bench.control(line, .setProcessGroup, shell, integer(-1))
    }
    let stranger = try bench.makeLeader()
    #expect(throws: Errno.notPermitted) {
      try bench.control(line, .setProcessGroup, shell, integer(stranger.process.group.id))
    }
  }

  @Test("giving the terminal up tells the foreground")
  func givingUp() throws {
    try bench.control(line, .detach, shell)
    #expect(shell.takeSignals() == [.hangUp, .continue])
    #expect(throws: Errno.noSuchAddressOrDevice) { try bench.open(5, 0, shell) }
    #expect(throws: Errno.inappropriateIOCTLForDevice) { try bench.control(line, .detach, shell) }
  }

  @Test("a leader's end tells the foreground group of a pseudo terminal")
  func leaderExits() throws {
    try bench.control(line, .setProcessGroup, shell, integer(job.process.group.id))
    shell.process.session.controllingTerminal?.leaderExited(shell.process)
    #expect(job.takeSignals() == [.hangUp])
    #expect(throws: Errno.wouldBlock) { try primary.read() }
  }

  @Test("O_NOCTTY keeps a terminal from becoming the leader's")
  func withoutControlling() throws {
    let other = try bench.makeLeader()
    let second = try bench.open(5, 2, other)
    try bench.control(second, .lockPseudoTerminal, other, integer(0))
    _ = try bench.open(136, 1, other, [.readWrite, .noControllingTerminal])
    #expect(throws: Errno.noSuchAddressOrDevice) { try bench.open(5, 0, other) }
    let file = try bench.open(136, 1, other)
    #expect(throws: Never.self) { try bench.open(5, 0, other) }
    _ = file
  }

  /// A session leader of another user.
  private func makeStranger() throws -> Task {
    let stranger = try bench.makeLeader()
    stranger.credentials = FileBench.user(1000)
    return stranger
  }

  @Test("only root takes a terminal from a session, and only who may read it gets one")
  func taking() throws {
    let stranger = try makeStranger()
    #expect(throws: Errno.notPermitted) {
      try bench.control(line, .setControllingTerminal, stranger, argument: 1)
    }
    let root = try bench.makeLeader()
    #expect(throws: Errno.notPermitted) {
      try bench.control(line, .setControllingTerminal, root, argument: 0)
    }
    try bench.control(line, .setControllingTerminal, root, argument: 1)
    #expect(throws: Errno.noSuchAddressOrDevice) { try bench.open(5, 0, shell) }
    try bench.control(line, .detach, root)
    let output = try bench.open(136, 0, stranger, [.writeOnly, .noControllingTerminal])
    #expect(throws: Errno.notPermitted) {
      try bench.control(output, .setControllingTerminal, stranger, argument: 0)
    }
    try bench.control(line, .setControllingTerminal, stranger, argument: 0)
    #expect(throws: Never.self) { try bench.open(5, 0, stranger) }
  }

  @Test("others can neither type into a terminal nor open one that is exclusive")
  func strangers() throws {
    let stranger = try makeStranger()
    #expect(throws: Errno.notPermitted) {
      try bench.control(line, .simulateInput, stranger, [0x61])
    }
    try bench.control(line, .exclusive, shell)
    #expect(throws: Errno.resourceBusy) { try bench.open(136, 0, stranger) }
    try bench.control(line, .notExclusive, shell)
    #expect(throws: Never.self) { try bench.open(136, 0, stranger) }
  }

  private func integer(_ value: Int32) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(value)
    return writer.bytes
  }
}
