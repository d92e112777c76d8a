import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

/// Two serial lines of one guest with a cable between them.
@Suite("A cable between two lines", .timeLimit(.minutes(1)))
struct LineCableTests {
  private let bench: TerminalBench
  private let directory: String

  init() throws {
    bench = try TerminalBench()
    directory = try HostFile.makeTemporaryDirectory()
    var lines = LineConfiguration()
    for text in ["1=cable:pair", "2=cable:pair"] { _ = lines.add(.serial, text) }
    bench.kernel.terminals.start(
      lines, place: MachinePlace(machineName: "test", directory: directory))
    #expect(
      runs {
        line(1)?.channelCable?.partner == "test ssl2" && line(2)?.channelCable?.partner != nil
      })
  }

  private func cleanUp() { try? HostFile.removeTree(directory) }
  private func line(_ number: Int) -> Line? { bench.kernel.terminals.line(.serial, number) }

  private func runs(until condition: () throws -> Bool) rethrows -> Bool {
    let limit = HostClock.monotonicNanoseconds() + 5_000_000_000
    while try !condition() {
      guard HostClock.monotonicNanoseconds() < limit else { return false }
      bench.kernel.loop.runOnce(until: limit)
    }
    return true
  }

  private func lines(_ file: OpenFile, _ task: Task) throws -> ModemLines {
    ModemLines(rawValue: try bench.integer(file, .modemGet, task))
  }

  /// Changes a line's `c_cflag`.
  private func change(
    _ file: OpenFile, _ task: Task, _ body: (inout TerminalControlFlags) -> Void
  ) throws {
    var settings = Termios(
      bytes: Array(try bench.control(file, .get, task).prefix(Termios.size)))
    body(&settings.controlFlags)
    try bench.control(file, .set, task, settings.bytes)
  }

  @Test("who opens one line is seen at the other, and who closes it is missed")
  func carrier() throws {
    defer { cleanUp() }
    let task = try bench.makeLeader()
    let near = try bench.open(4, 65, nil)
    #expect(try lines(near, task) == [.dataTerminalReady, .requestToSend])
    let far = try bench.open(4, 66, nil)
    let all: ModemLines = [
      .dataTerminalReady, .requestToSend, .dataSetReady, .carrierDetect, .clearToSend,
    ]
    #expect(try runs { try lines(near, task) == all })
    far.release()
    #expect(try runs { try lines(near, task) == [.dataTerminalReady, .requestToSend] })
    let counts = try bench.control(near, .getInterruptCounters, task)
    // CTS, DSR, ring, carrier: up and down again, after unplugged and plugged at the boot.
    #expect(ByteReader.load(counts, at: 8) as Int32 == 0)
    #expect(ByteReader.load(counts, at: 12) as Int32 >= 2)
  }

  @Test("without CLOCAL a lost carrier hangs up, and an open waits for one")
  func hangUp() throws {
    defer { cleanUp() }
    let shell = try bench.makeLeader()
    let near = try bench.open(4, 65, shell)
    let far = try bench.open(4, 66, nil)
    #expect(try runs { try lines(near, shell).contains(.carrierDetect) })
    try change(near, shell) { $0.remove(.local) }
    #expect(near.object.delayedOpening == nil)
    far.release()
    #expect(runs { shell.takeSignals() == [.hangUp, .continue] })
    #expect(try near.read(by: shell).isEmpty)
    near.release()

    let again = try bench.open(4, 65, nil)
    guard let opening = again.object.delayedOpening else {
      Issue.record("it does not wait")
      return
    }
    let answering = try bench.open(4, 66, nil)
    #expect(runs { opening.isComplete })
    answering.release()
  }

  @Test("RTS of one end is CTS of the other: with CRTSCTS output waits for it")
  func hardwareFlow() throws {
    defer { cleanUp() }
    let task = try bench.makeLeader()
    let near = try bench.open(4, 65, nil)
    let far = try bench.open(4, 66, nil)
    #expect(try runs { try lines(near, task).contains(.clearToSend) })
    try change(near, task) { $0.insert(.hardwareFlowControl) }
    let rts = withUnsafeBytes(of: ModemLines.requestToSend.rawValue) { Array($0) }
    try bench.control(far, .modemClear, task, rts)
    #expect(try runs { try !lines(near, task).contains(.clearToSend) })
    try near.write("held\n")
    bench.kernel.loop.pollNow()
    #expect(line(1)?.terminal.isDrained == false)
    try bench.control(far, .modemSet, task, rts)
    #expect(runs { far.object.readiness().contains(.input) })
    #expect(try far.read() == "held\n")
  }

  @Test("a BREAK arrives as one, in its place")
  func sendBreak() throws {
    defer { cleanUp() }
    let task = try bench.makeLeader()
    let near = try bench.open(4, 65, nil)
    let far = try bench.open(4, 66, nil)
    #expect(try runs { try lines(near, task).contains(.carrierDetect) })
    try near.write("a")
    try bench.control(near, .startBreak, task)
    try bench.control(near, .endBreak, task)
    try near.write("b\n")
    #expect(runs { far.object.readiness().contains(.input) })
    #expect(try far.read() == "a\0b\n")
    #expect(line(2)?.modemCounts?.breaks == 1)
  }

  @Test("a line says what it is attached to, and goes back to what the command line said")
  func requests() throws {
    defer { cleanUp() }
    let terminals = bench.kernel.terminals
    func perform(_ text: String) throws -> String {
      guard let request = LineRequest(text) else { return "no request" }
      return try terminals.perform(request)
    }
    #expect(try perform("line ssl1") == "ssl1\tcable:pair\tclosed\tjoined test ssl2\n")
    #expect(try perform("line ssl3 attach cable:pair").isEmpty)
    #expect(try perform("line").contains("ssl3\tcable:pair\tclosed\tunplugged\n"))
    #expect(try perform("line ssl3 restore").isEmpty)
    #expect(try perform("line ssl3") == "ssl3\tnull\tclosed\n")
    #expect(try perform("line ssl3 attach pts").isEmpty)
    #expect(try perform("line ssl3") == "ssl3\tpts\tclosed\tchanged\n")
    // The cable of the command line is unplugged, too, when that is wanted.
    #expect(try perform("line ssl1 restore").isEmpty)
    #expect(runs { line(2)?.channelCable?.partner == nil })
    #expect(throws: LineRequestError.self) { try perform("line ssl99") }
    #expect(throws: LineRequestError.self) { try perform("line ssl1 attach nonsense") }
    #expect(try perform("line ssl1 explode") == "no request")
  }

  @Test("what the guest writes on a line is kept in a file while that is wanted")
  func log() throws {
    defer { cleanUp() }
    let terminals = bench.kernel.terminals
    let near = try bench.open(4, 67, nil)
    let path = "\(directory)/log"
    _ = try terminals.perform(LineRequest(line: "ssl3", .log(path)))
    try near.write("kept\n")
    _ = try terminals.perform(LineRequest(line: "ssl3", .log(nil)))
    try near.write("not kept\n")
    #expect(try HostFile.text(of: path) == "kept\r\n")
    #expect(throws: LineRequestError.self) {
      try terminals.perform(LineRequest(line: "ssl3", .log("/dev/null")))
    }
  }
}
