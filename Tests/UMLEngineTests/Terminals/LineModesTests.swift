import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Line discipline: signals, flow control, modes, limits")
struct LineModesTests {
  @Test(
    "a signal character discards pending input unless NOFLSH",
    arguments: [
      ("\u{3}", SignalNumber.interrupt, "^C"), ("\u{1c}", .quit, "^\\"),
      ("\u{1a}", .terminalStop, "^Z"),
    ])
  func signals(key: String, signal: SignalNumber, shown: String) {
    var discipline = LineDiscipline()
    _ = discipline.type("abc")
    let effects = discipline.type(key)
    #expect(
      effects == [.signal(signal), .discardOutput, .inputDiscarded, .output(Array(shown.utf8))])
    #expect(discipline.input.isEmpty)

    var settings = Termios.standard
    settings.localFlags.insert(.noFlush)
    discipline = LineDiscipline(settings)
    _ = discipline.type("abc")
    #expect(discipline.type(key) == [.signal(signal), .output(Array(shown.utf8))])
    #expect(discipline.input.count == 3)
  }

  @Test("stop and start hold output back; a program's stop outlasts the start character")
  func flowControl() {
    var discipline = LineDiscipline()
    #expect(discipline.type("\u{13}") == [.stopOutput])
    #expect(discipline.type("\u{13}") == [])
    #expect(discipline.type("\u{11}") == [.startOutput])

    var effects: [TerminalEffect] = []
    discipline.setStoppedByProgram(true, into: &effects)
    effects += discipline.type("\u{11}")
    #expect(effects == [.stopOutput])
    discipline.setStoppedByProgram(false, into: &effects)
    #expect(effects == [.stopOutput, .startOutput])
  }

  @Test("any character starts stopped output with IXANY")
  func restartWithAny() {
    var settings = Termios.standard
    settings.inputFlags.insert(.restartWithAny)
    var discipline = LineDiscipline(settings)
    _ = discipline.type("\u{13}")
    #expect(discipline.type("a") == [.startOutput, .output(Array("a".utf8))])
  }

  @Test("turning IXON off starts stopped output")
  func startedBySettings() {
    var discipline = LineDiscipline()
    _ = discipline.type("\u{13}")
    var settings = Termios.standard
    settings.inputFlags.remove(.enableOutputFlowControl)
    var effects: [TerminalEffect] = []
    discipline.change(settings, into: &effects)
    #expect(effects.contains(.startOutput))
  }

  @Test("a change of mode keeps what was typed")
  func modeSwitch() {
    var discipline = LineDiscipline()
    _ = discipline.type("ab")
    #expect(!discipline.hasInput())
    discipline.set { $0.localFlags.remove(.canonical) }
    #expect(discipline.readableCount == 2)
    discipline.set { $0.localFlags.insert(.canonical) }
    _ = discipline.type("c\r")
    #expect(discipline.read(limit: 10) == Array("ab".utf8))
    #expect(discipline.read(limit: 10) == Array("c\n".utf8))
  }

  @Test("an end of file goes with the bytes before it, also where they are all that is asked for")
  func endOfFile() {
    var discipline = LineDiscipline()
    _ = discipline.type("abc\u{4}")
    #expect(discipline.read(limit: 3) == Array("abc".utf8))
    #expect(!discipline.hasInput())
    _ = discipline.type("abc\u{4}")
    #expect(discipline.read(limit: 2) == Array("ab".utf8))
    #expect(discipline.read(limit: 9) == Array("c".utf8))
    #expect(!discipline.hasInput())
  }

  @Test("a full line accepts only its end")
  func lineLimit() {
    var discipline = LineDiscipline()
    let long = String(repeating: "x", count: 5000)
    _ = discipline.type(long + "yz\r")
    let line = discipline.read(limit: 9999)
    #expect(line.count == 4096)
    #expect(line.suffix(3) == Array("xx\n".utf8) || line.suffix(2) == Array("x\n".utf8))
  }

  @Test("raw input stops when the buffer is full and goes on after a read")
  func rawLimit() {
    var discipline = LineDiscipline()
    discipline.set {
      $0.localFlags = []
      $0.inputFlags = []
    }
    let bytes = [UInt8](repeating: 0x78, count: 5000)
    var effects: [TerminalEffect] = []
    #expect(discipline.receive(bytes.span, into: &effects) == 4095)
    #expect(discipline.isNearlyFull)
    #expect(discipline.read(limit: 10_000).count == 4095)
    #expect(discipline.receive(bytes.span, into: &effects) == 4095)
  }

  @Test(
    "a break and a damaged byte are read as their settings say",
    arguments: [
      ([], [0], [0x41]), ([.ignoreBreak], [], [0x41]),
      ([.markParityErrors, .checkParity], [0xff, 0, 0], [0xff, 0, 0x41]),
      ([.checkParity], [0], [0]), ([.checkParity, .ignoreParityErrors], [0], []),
    ] as [(TerminalInputFlags, [UInt8], [UInt8])])
  func damage(flags: TerminalInputFlags, breakReads: [UInt8], damagedReads: [UInt8]) {
    var discipline = LineDiscipline()
    discipline.set {
      $0.localFlags = []
      $0.inputFlags = flags
    }
    var effects: [TerminalEffect] = []
    discipline.receiveBreak(into: &effects)
    #expect(discipline.read(limit: 9) == breakReads)
    discipline.receiveDamaged(0x41, into: &effects)
    #expect(discipline.read(limit: 9) == damagedReads)
  }

  @Test("a break interrupts with BRKINT")
  func breakInterrupts() {
    var discipline = LineDiscipline()
    discipline.set { $0.inputFlags = .breakInterrupts }
    var effects: [TerminalEffect] = []
    discipline.receiveBreak(into: &effects)
    #expect(effects.first == .signal(.interrupt))
  }

  @Test("poll sees VMIN only when VTIME does not limit the wait")
  func minimum() {
    var discipline = LineDiscipline()
    discipline.set {
      $0.localFlags.remove(.canonical)
      $0[.minimum] = 3
    }
    _ = discipline.type("ab")
    #expect(!discipline.isReadable)
    discipline.set { $0[.timeout] = 1 }
    #expect(discipline.isReadable)
  }

  @Test(
    "output processing",
    arguments: [
      ([.process, .mapNewlineToReturnNewline], "a\nb\n", "a\r\nb\r\n"),
      ([.process], "a\nb", "a\nb"),
      ([.process, .expandTabs], "a\tb\t", "a       b       "),
      ([.process, .mapReturnToNewline], "a\rb", "a\nb"),
      ([.process, .noReturnAtColumnZero], "\ra\r\r", "a\r"),
      ([.process, .mapLowerToUpper], "aZ1", "AZ1"),
      ([.process, .newlineReturns, .expandTabs], "abc\n\t", "abc\n        "),
    ] as [(TerminalOutputFlags, String, String)])
  func output(flags: TerminalOutputFlags, written: String, expected: String) {
    var discipline = LineDiscipline()
    discipline.set { $0.outputFlags = flags }
    let bytes = Array(written.utf8)
    var output: [UInt8] = []
    discipline.processOutput(bytes.span, into: &output)
    #expect(String(decoding: output, as: UTF8.self).debugDescription == expected.debugDescription)
  }

  @Test("newlines get their returns wherever they stand in a long text", arguments: 0..<20)
  func returns(gap: Int) {
    var discipline = LineDiscipline()
    let line = String(repeating: "text\u{8a}\u{b}", count: 4).prefix(gap)
    let written = String(repeating: line + "\n", count: 9) + line
    var output: [UInt8] = []
    discipline.processOutput(Array(written.utf8).span, into: &output)
    let expected = String(repeating: line + "\r\n", count: 9) + line
    #expect(output == Array(expected.utf8))
  }

  @Test("the column after fast output is right for what is typed behind it")
  func columnAfterOutput() {
    var discipline = LineDiscipline()
    let prompt = Array("line\nab$ ".utf8)
    var output: [UInt8] = []
    discipline.processOutput(prompt.span, into: &output)
    #expect(outputBytes(discipline.type("\t\u{7f}")) == [0x09] + [UInt8](repeating: 8, count: 4))
  }
}

extension LineDiscipline {
  /// Changes some settings.
  mutating func set(_ change: (inout Termios) -> Void) {
    var settings = settings
    change(&settings)
    var effects: [TerminalEffect] = []
    self.change(settings, into: &effects)
  }
}
