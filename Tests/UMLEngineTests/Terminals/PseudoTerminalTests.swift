import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Pseudo terminals")
struct PseudoTerminalTests {
  let bench: TerminalBench
  let leader: Task
  let primary: OpenFile
  let line: OpenFile

  init() throws {
    bench = try TerminalBench()
    leader = try bench.makeLeader()
    primary = try bench.open(5, 2, leader)
    try bench.control(primary, .lockPseudoTerminal, leader, [0, 0, 0, 0])
    line = try bench.open(136, 0, leader)
  }

  private func set(_ change: (inout Termios) -> Void) throws {
    var settings = Termios(bytes: try bench.control(line, .get, leader))
    change(&settings)
    try bench.control(line, .set, leader, settings.bytes)
  }

  @Test("bytes go both ways through the discipline")
  func bothWays() throws {
    try primary.write("ls\r")
    #expect(try primary.read() == "ls\r\n")
    #expect(try line.read(by: leader) == "ls\n")
    try line.write("out\n", by: leader)
    #expect(try primary.read() == "out\r\n")
    #expect(throws: Errno.wouldBlock) { try primary.read() }
  }

  @Test("a locked one cannot be opened, and numbers are used again")
  func locking() throws {
    let second = try bench.open(5, 2, leader)
    #expect(try bench.integer(second, .getPseudoTerminalNumber, leader) == 1)
    #expect(throws: Errno.ioError) { try bench.open(136, 1, leader) }
    second.release()
    #expect(throws: Errno.noSuchAddressOrDevice) { try bench.open(136, 1, leader) }
    let third = try bench.open(5, 2, leader)
    #expect(try bench.integer(third, .getPseudoTerminalNumber, leader) == 1)
  }

  @Test("opening makes it the leader's terminal; the leader's signals come from it")
  func controllingTerminal() throws {
    #expect(try bench.integer(line, .getProcessGroup, leader) == leader.process.group.id)
    #expect(try bench.integer(line, .getSession, leader) == leader.process.session.id)
    #expect(try bench.open(5, 0, leader).write("x", by: leader) == 1)
    try primary.write("\u{3}")
    #expect(leader.takeSignals() == [.interrupt])
    let stranger = try bench.makeLeader()
    #expect(throws: Errno.inappropriateIOCTLForDevice) {
      try bench.integer(line, .getProcessGroup, stranger)
    }
    #expect(throws: Errno.notPermitted) {
      try bench.control(line, .setControllingTerminal, stranger)
    }
  }

  @Test("a closed primary side is the end: readers, writers, the leader, /dev/tty")
  func primaryCloses() throws {
    let member = try bench.makeMember(of: leader)
    primary.release()
    #expect(try line.read(by: leader).isEmpty)
    #expect(throws: Errno.ioError) { try line.write("x", by: leader) }
    #expect(throws: Errno.ioError) { try bench.control(line, .get, leader) }
    #expect(line.object.readiness().contains(.hangUp))
    #expect(leader.takeSignals() == [.hangUp, .continue])
    #expect(member.takeSignals() == [])
    #expect(throws: Errno.noSuchAddressOrDevice) { try bench.open(5, 0, leader) }
    line.release()
    #expect(bench.kernel.terminals.pseudoTerminals.numbers.isEmpty)
  }

  @Test(
    "the last close of the line leaves its output to read, then an error, until it is opened again")
  func lineCloses() throws {
    try line.write("last words", by: leader)
    line.release()
    #expect(try primary.read() == "last words")
    #expect(throws: Errno.ioError) { try primary.read() }
    #expect(primary.object.readiness().contains(.hangUp))
    let again = try bench.open(136, 0, leader)
    #expect(throws: Errno.wouldBlock) { try primary.read() }
    try again.write("again", by: leader)
    #expect(try primary.read() == "again")
  }

  @Test("a full primary side makes writers wait and loses nothing")
  func backPressure() throws {
    try set { $0.outputFlags = [] }
    var written = 0
    while true {
      do throws(Errno) {
        written += try line.write(String(repeating: "x", count: 5000), by: leader)
      } catch {
        #expect(error == .wouldBlock)
        break
      }
    }
    #expect(!line.object.readiness().contains(.output))
    var read = 0
    while let text = try? primary.read(limit: 1 << 20) { read += text.utf8.count }
    #expect(read == written)
    #expect(line.object.readiness().contains(.output))
  }

  @Test("typing more than there is room for waits, and arrives whole")
  func inputBackPressure() throws {
    try set {
      $0.localFlags = []
      $0.inputFlags = []
    }
    var written = 0
    while let count = try? primary.write(String(repeating: "y", count: 1000)) { written += count }
    #expect(written > 4096)
    var read = 0
    while let text = try? line.read(by: leader) { read += text.utf8.count }
    #expect(read == written)
    #expect(primary.object.readiness().contains(.output))
  }

  @Test("packet mode tells what happened in a byte before the data")
  func packets() throws {
    try bench.control(primary, .packetMode, leader, [1, 0, 0, 0])
    try line.write("data", by: leader)
    #expect(try primary.read() == "\0data")
    try set { $0.inputFlags.remove(.enableOutputFlowControl) }
    #expect(try primary.read() == "\u{10}")
    try set { $0.inputFlags.insert(.enableOutputFlowControl) }
    #expect(try primary.read() == "\u{20}")
    try bench.control(line, .flush, leader, argument: 0)
    #expect(try primary.read() == "\u{1}")
    try bench.control(line, .flush, leader, argument: 1)
    #expect(try primary.read() == "\u{2}")
    try bench.control(line, .flow, leader, argument: 0)
    #expect(primary.object.readiness().contains(.priority))
    #expect(try primary.read() == "\u{4}")
    try bench.control(line, .flow, leader, argument: 1)
    #expect(try primary.read() == "\u{8}")
  }

  @Test("stopped output waits for the start character")
  func flowControl() throws {
    try primary.write("\u{13}")
    #expect(throws: Errno.wouldBlock) { try line.write("held", by: leader) }
    try primary.write("\u{11}")
    try line.write("free", by: leader)
    #expect(try primary.read() == "free")
  }

  @Test("a new size is told to the foreground once")
  func windowSize() throws {
    let size = WindowSize(rows: 24, columns: 80)
    try bench.control(primary, .setWindowSize, leader, size.bytes)
    try bench.control(line, .setWindowSize, leader, size.bytes)
    #expect(leader.takeSignals() == [.windowChange])
    #expect(WindowSize(bytes: try bench.control(line, .getWindowSize, leader)) == size)
  }

  @Test("settings come and go in every form of the request")
  func settings() throws {
    var two = Termios2(bytes: try bench.control(line, .get2, leader))
    #expect(two.outputSpeed == 38_400)
    two.settings.controlFlags.subtract(.speedMask)
    two.settings.controlFlags.rawValue |= BaudRate.otherCode
    two.outputSpeed = 12_345
    try bench.control(line, .set2, leader, two.bytes)
    #expect(Termios2(bytes: try bench.control(line, .get2, leader)).outputSpeed == 12_345)
    let old = Array(try bench.control(line, .getA, leader).prefix(18))
    try bench.control(line, .setAFlush, leader, old)
    #expect(throws: Errno.inappropriateIOCTLForDevice) {
      try bench.control(line, .modemGet, leader)
    }
    #expect(throws: Errno.inappropriateIOCTLForDevice) {
      try bench.control(line, .getKeyboardType, leader)
    }
  }
}
