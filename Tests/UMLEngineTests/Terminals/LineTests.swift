import LinuxABI
import Synchronization
import Testing
import UMLHost

@testable import UMLEngine

@Suite("Console and serial lines", .timeLimit(.minutes(1)))
struct LineTests {
  let bench: TerminalBench
  private let panes = Panes()

  init() throws { bench = try TerminalBench() }

  private final class Panes: PaneHost {
    private let links = Mutex<[String: PaneLink]>([:])
    func add(_ pane: PaneLink) { links.withLock { $0[pane.line] = pane } }
    subscript(line: String) -> PaneLink? { links.withLock { $0[line] } }
  }

  private func start(consoles: [String] = [], serials: [String] = [], fallback: String = "null") {
    var lines = LineConfiguration(fallback: fallback)
    lines.firstConsole = "pane"
    for text in consoles { #expect(lines.add(.console, text) == nil) }
    for text in serials { #expect(lines.add(.serial, text) == nil) }
    bench.kernel.terminals.start(lines, paneHost: panes)
  }

  /// Runs the loop until something is so; false when nothing makes it so for two seconds.
  private func runs(until condition: () -> Bool) -> Bool {
    let limit = HostClock.monotonicNanoseconds() + 2_000_000_000
    while !condition() {
      guard HostClock.monotonicNanoseconds() < limit else { return false }
      bench.kernel.loop.runOnce(until: limit)
    }
    return true
  }

  @Test("a pane and the guest type to each other; the size comes from the pane")
  func pane() throws {
    start(consoles: ["1=pane"])
    let shell = try bench.makeLeader()
    let console = try bench.open(4, 1, shell)
    panes["con1"]?.send(.resize(rows: 30, columns: 90))
    panes["con1"]?.send(.bytes(Array("root\r".utf8)))
    #expect(runs { console.object.readiness().contains(.input) })
    #expect(try console.read(by: shell) == "root\n")
    try console.write("# \n", by: shell)
    #expect(panes["con1"]?.takeOutput() == Array("root\r\n# \r\n".utf8))
    let size = WindowSize(bytes: try bench.control(console, .getWindowSize, shell))
    #expect(size == WindowSize(rows: 30, columns: 90))
    #expect(shell.takeSignals() == [.windowChange])
  }

  @Test("console= sets the line's speed")
  func consoleSpeed() throws {
    start(serials: ["1=null"])
    bench.kernel.terminals.selectConsoles(["tty0", "ttyS1,115200n8", "nonsense,9600"])
    #expect(bench.kernel.terminals.consoleNames == ["tty0", "ttyS1"])
    #expect(
      bench.kernel.terminals.line(.serial, 1)?.terminal.discipline.settings.baudRate == .b115200)
  }

  @Test("a BREAK takes its time, and output waits for its end")
  func breakSending() throws {
    start(serials: ["1=null"])
    let task = try bench.makeLeader()
    let line = try bench.open(4, 65, task)
    try bench.control(line, .sendBreak, task, argument: 0)
    _ = try line.write("waits", by: task)
    let terminal = try #require(bench.kernel.terminals.line(.serial, 1)?.terminal)
    #expect(!terminal.isDrained)
    #expect(runs { terminal.isDrained })
  }

  @Test("a console on a port is awaited, and hung up and served again for ever")
  func portConsole() throws {
    HostSignals.ignoreBrokenPipes()
    start(consoles: ["0=port:0"])
    let terminals = bench.kernel.terminals
    terminals.selectConsoles(["tty0"])
    for round in 1...3 {
      let line = try #require(terminals.awaitedConsole)
      let port = try #require(UInt16(line.description.dropFirst("port:".count)))
      terminals.writeToConsoles(Array("message \(round)\n".utf8))
      let client = try HostSocket.connect(to: .loopback(port: port))
      try client.setNonBlocking(true)
      var shown = ""
      #expect(
        runs {
          if let bytes = try? client.read(upTo: 4096) {
            shown += String(decoding: bytes, as: UTF8.self)
          }
          return shown.hasSuffix("message \(round)\r\n")
        })
      #expect(terminals.awaitedConsole == nil)
      client.close()
      #expect(runs { terminals.awaitedConsole != nil })
    }
  }

  @Test("a pane that hangs up ends the session on it, and the next open finds a fresh line")
  func hangUp() throws {
    start(consoles: ["1=pane"])
    let shell = try bench.makeLeader()
    let console = try bench.open(4, 1, shell)
    panes["con1"]?.send(.hangUp)
    #expect(runs { !shell.takeSignals().isEmpty })
    #expect(try console.read(by: shell).isEmpty)
    console.release()
    let next = try bench.makeLeader()
    let again = try bench.open(4, 1, next)
    try again.write("login: ", by: next)
    #expect(panes["con1"]?.takeOutput() == Array("login: ".utf8))
  }

  @Test("what came before the end of a pipe can be read before the line hangs up")
  func endOfInput() throws {
    let pipe = try HostFile.pipe()
    start(consoles: ["1=fd:\(pipe.reading.rawValue),null"])
    let shell = try bench.makeLeader()
    let console = try bench.open(4, 1, shell)
    try pipe.writing.writeAll(Array("a\nb\n".utf8))
    pipe.writing.close()
    #expect(runs { console.object.readiness().contains(.input) })
    // The end has to be seen, too.
    bench.kernel.loop.pollNow()
    #expect(try console.read(by: shell) == "a\n")
    #expect(try console.read(by: shell) == "b\n")
    #expect(shell.takeSignals() == [.hangUp, .continue])
    #expect(try console.read(by: shell).isEmpty)
  }

  @Test("a full pane makes the guest wait, and nothing is lost")
  func backPressure() throws {
    start(serials: ["0=pane"])
    let shell = try bench.makeLeader()
    let line = try bench.open(4, 64, shell)
    let text = String(repeating: "0123456789abcde\n", count: 4096)
    var written = 0
    while let count = try? line.write(text, by: shell) { written += count }
    #expect(!line.object.readiness().contains(.output))
    var read = 0
    while written / 16 * 17 > read {
      guard let output = panes["ssl0"]?.takeOutput(), runs(until: { true }) else { break }
      bench.kernel.loop.pollNow()
      read += output.count
    }
    #expect(read == written / 16 * 17)
    #expect(line.object.readiness().contains(.output))
  }

  @Test("a bad spec costs its own line, and is logged as UML does")
  func badSpecs() throws {
    start(consoles: ["1=bogus", "2=none", "3=fd:x"])
    for minor: UInt32 in [1, 2, 3] {
      #expect(throws: Errno.noSuchAddressOrDevice) { try bench.open(4, minor, nil) }
    }
    #expect(throws: Never.self) { try bench.open(4, 4, nil) }
    let terminals = bench.kernel.terminals
    #expect(terminals.line(.console, 2)?.description == "none")
    #expect(terminals.line(.console, 4)?.description == "null")
  }

  @Test("pts is known to the management console by its device while it is open")
  func query() throws {
    start(consoles: ["1=pts"])
    guard let line = bench.kernel.terminals.line(.console, 1) else { return }
    #expect(line.description == "pts")
    let file = try bench.open(4, 1, nil)
    #expect(line.description.hasPrefix("pts:/dev/pts/"))
    #expect(throws: LineError.isOpen) { try bench.kernel.terminals.configure(line, "null") }
    file.release()
    try bench.kernel.terminals.configure(line, "none")
    #expect(throws: Errno.noSuchAddressOrDevice) { try bench.open(4, 1, nil) }
    try bench.kernel.terminals.configure(line, "null")
    #expect(throws: Never.self) { try bench.open(4, 1, nil) }
  }

  @Test("a line in use is attached elsewhere at once, and what cannot be had changes nothing")
  func attach() throws {
    start(consoles: ["1=pane"])
    let terminals = bench.kernel.terminals
    guard let line = terminals.line(.console, 1) else { return }
    let shell = try bench.makeLeader()
    let console = try bench.open(4, 1, shell)
    try console.write("one", by: shell)
    #expect(throws: LineError.self) { try terminals.attach(line, "nonsense") }
    #expect(throws: LineError.none) { try terminals.attach(line, "none") }
    #expect(throws: LineError.unavailable(.badFileDescriptor)) {
      try terminals.attach(line, "fd:9999")
    }
    #expect(line.description == "pane")

    let pipe = try HostFile.pipe()
    try terminals.attach(line, "null,fd:\(pipe.writing.rawValue)")
    try console.write("two", by: shell)
    #expect(try pipe.reading.read(upTo: 10) == Array("two".utf8))
    try terminals.attach(line, "pane")
    try console.write("three", by: shell)
    // The pane looked on meanwhile.
    #expect(panes["con1"]?.takeOutput() == Array("onetwothree".utf8))
    panes["con1"]?.send(.bytes(Array("x\r".utf8)))
    #expect(runs { console.object.readiness().contains(.input) })
    #expect(try console.read(by: shell) == "x\n")
    #expect(shell.takeSignals().isEmpty)
  }

  @Test("the kernel's console gets messages, and /dev/console outlives a hang-up")
  func console() throws {
    start()
    let terminals = bench.kernel.terminals
    terminals.selectConsoles(["ttyS99", "tty0"])
    #expect(terminals.consoleNames == ["tty0"])
    terminals.writeToConsoles(Array("Linux version\n".utf8))
    #expect(panes["con0"]?.takeOutput() == Array("Linux version\r\n".utf8))

    let leader = try bench.makeLeader()
    let console = try bench.open(5, 1, leader)
    #expect(leader.process.session.controllingTerminal == nil)
    terminals.line(.console, 0)?.terminal.hangUp()
    try console.write("still here", by: leader)
    #expect(panes["con0"]?.takeOutput() == Array("still here".utf8))
    #expect(console.object.readiness().contains(.input))
    #expect(try console.read(by: leader).isEmpty)
    #expect(throws: Errno.wouldBlock) { try console.read(by: leader) }
  }

  @Test("a break and a letter on the kernel's console are a command")
  func systemRequest() throws {
    start()
    let terminals = bench.kernel.terminals
    terminals.selectConsoles(["tty0"])
    var commands: [UInt8] = []
    terminals.onSystemRequest = { commands.append($0) }
    _ = try bench.open(4, 0, nil)
    panes["con0"]?.send(.sendBreak)
    panes["con0"]?.send(.bytes(Array("h".utf8)))
    #expect(runs { commands == Array("h".utf8) })
  }

  @Test("a serial line has a modem that is always there")
  func modem() throws {
    start()
    let task = try bench.makeLeader()
    let line = try bench.open(4, 65, task)
    let lines = ModemLines(rawValue: try bench.integer(line, .modemGet, task))
    #expect(lines.isSuperset(of: [.carrierDetect, .dataSetReady]))
  }

  @Test("a speed of zero hangs the modem up, another one takes it off the hook again")
  func zeroSpeed() throws {
    start(serials: ["1=null"])
    let task = try bench.makeLeader()
    let file = try bench.open(4, 65, task)
    let line = try #require(bench.kernel.terminals.line(.serial, 1))
    #expect(line.modem.driven == [.dataTerminalReady, .requestToSend])
    let steps: [(speed: BaudRate, lines: ModemLines)] = [
      (.b0, []), (.b9600, ModemState.drivenByGuest),
    ]
    for step in steps {
      var settings = line.terminal.discipline.settings
      settings.controlFlags.subtract(.speedMask)
      settings.controlFlags.insert(step.speed.controlFlags)
      try bench.control(file, .set, task, settings.bytes)
      #expect(line.modem.driven == step.lines)
    }
  }

  @Test("a damaged character is marked where that is asked for, and counted")
  func damaged() throws {
    start(serials: ["1=null"])
    let task = try bench.makeLeader()
    _ = try bench.open(4, 65, task)
    let line = try #require(bench.kernel.terminals.line(.serial, 1))
    line.terminal.discipline.set {
      $0.localFlags = []
      $0.inputFlags = [.checkParity, .markParityErrors]
    }
    line.channelReceived([0x61])
    line.channelReceivedDamaged(0x62)
    #expect(line.terminal.discipline.read(limit: 9) == [0x61, 0xff, 0, 0x62])
    #expect(line.modem.counts.damaged == 1 && line.modem.counts.received == 2)
  }

  @Test("the management console takes lines away and gives them back")
  func configured() throws {
    start()
    let devices = LineDevices(.serial, bench.kernel)
    let isNone = ManagedDeviceError(text: "configured as 'none'", code: 0)
    #expect(throws: isNone) { try devices.configure("3=none") }
    #expect(try devices.configuration(of: "3") == "none")
    #expect(throws: ManagedDeviceError.invalid(isNone.text)) { try devices.remove("3") }
    try devices.configure("3=pts")
    #expect(try devices.configuration(of: "3") == "pts")
    try devices.remove("3")
    #expect(try devices.configuration(of: "3") == "none")
  }

  @Test("of lines that are written without end two take output at a time; a prompt needs no turn")
  func turns() throws {
    start()
    bench.kernel.terminals.outputTurns.now = { 0 }
    let lines = try (64..<68).map { try bench.open(4, $0, nil) }
    let block = String(repeating: "x", count: 1 << 14)
    // What each has until it is known for this.
    for line in lines[..<3] { try line.write(block, by: nil) }
    for line in lines[..<2] { try line.write(block, by: nil) }
    #expect(throws: Errno.wouldBlock) { try lines[2].write(block, by: nil) }
    #expect(!lines[2].object.readiness().contains(.writable))
    try lines[3].write("login: ", by: nil)
    for _ in 0..<3 { try lines[0].write(block, by: nil) }
    #expect(lines[2].object.readiness().contains(.writable))
    try lines[2].write(block, by: nil)
    #expect(throws: Errno.wouldBlock) { try lines[0].write(block, by: nil) }
  }

  @Test("a turn that nobody uses any more ends by itself")
  func unusedTurn() throws {
    start()
    let lines = try (64..<67).map { try bench.open(4, $0, nil) }
    var time: UInt64 = 0
    bench.kernel.terminals.outputTurns.now = { time }
    let block = String(repeating: "x", count: 1 << 14)
    for line in lines { try line.write(block, by: nil) }
    for line in lines[..<2] { try line.write(block, by: nil) }
    #expect(throws: Errno.wouldBlock) { try lines[2].write(block, by: nil) }
    time = 6_000_000
    #expect(runs { lines[2].object.readiness().contains(.writable) })
  }

  @Test("while somebody's program answers what he typed, those who write without end wait")
  func answers() throws {
    start(serials: ["2=pane"])
    var time: UInt64 = 1_000_000_000
    bench.kernel.terminals.outputTurns.now = { time }
    let busy = try bench.open(4, 64, nil)
    let shell = try bench.open(4, 66, nil)
    let block = String(repeating: "x", count: 1 << 12)
    for _ in 0..<2 { try busy.write(block) }

    func type() { bench.kernel.terminals.serialLines[2].channelReceived(Array("a\n".utf8)) }
    type()
    #expect(throws: Errno.wouldBlock) { try busy.write(block) }
    #expect(!busy.object.readiness().contains(.writable))
    #expect(try shell.read() == "a\n")
    try shell.write("b")
    #expect(busy.object.readiness().contains(.writable))
    try busy.write(block)
    // Somebody who types faster than anybody can stops nobody.
    type()
    try busy.write(block)
    // Nor does a program that never answers.
    time += 3_000_000
    type()
    #expect(throws: Errno.wouldBlock) { try busy.write(block) }
    time += 300_000
    #expect(runs { busy.object.readiness().contains(.writable) })
  }
}
