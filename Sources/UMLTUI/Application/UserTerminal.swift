import LinuxABI
import UMLHost

/// The user's terminal while the interface has it: what is drawn with, what the keys come from,
/// and the promise that it gets back as it was, however this process ends.
final class UserTerminal {
  let target: NCursesTarget
  private let settings: HostTerminal
  private let input: BorrowedDescriptor
  private let output: BorrowedDescriptor
  private let understandsModes: Bool
  /// What the user typed before the interface was there to hear it.
  private(set) var typedAhead: [UInt8] = []
  private var isOpen = true
  private var title = ""
  private var cursorShape = 0
  private var hasApplicationKeypad = false
  private var keyLevel = 0
  private var hasMouse = false
  private var reportsMotion = false

  /// Takes the terminal over.
  init(_ configuration: ApplicationConfiguration) throws(StartError) {
    input = configuration.input
    output = configuration.output
    guard input.isTerminal, output.isTerminal else { throw .noTerminal }
    do throws(Errno) {
      settings = try HostTerminal(input)
    } catch {
      throw .host("cannot read the terminal's modes: \(error)")
    }
    // ncurses does not know how to wait; `settings` remembers what it was.
    try? output.setNonBlocking(false)
    var isKnownUTF8 = false
    if CharacterSetProbe.isNeeded, !["", "dumb"].contains(Self.names[0]),
      (try? settings.makeRaw()) != nil
    {
      (isKnownUTF8, typedAhead) = CharacterSetProbe.run(input: input, output: output)
      // ncurses restores what it finds.
      try? input.setTerminalSettings(settings.originalSettings)
    }
    let size = Self.size(of: output)
    do throws(NCursesTarget.StartFailure) {
      target = try NCursesTarget(
        terminals: Self.names, usesColor: Self.wantsColor, isKnownUTF8: isKnownUTF8, input: input,
        output: output,
        rows: size.rows, columns: size.columns)
    } catch {
      switch error {
      case .unknownTerminal(let name): throw .unknownTerminal(name)
      case .tooSimple(let name): throw .tooSimple(name)
      }
    }
    understandsModes = target.capability("cup")?.starts(with: [0x1b, 0x5b]) == true
    protect()
    beginModes()
  }

  private func beginModes() {
    guard understandsModes else { return }
    let title =
      UserTerminalSequences.hasTitle(target.terminal) ? UserTerminalSequences.saveTitle : ""
    target.send(Array((title + UserTerminalSequences.begin).utf8))
  }

  /// Takes the terminal over again after the process was stopped and a shell had it.
  func resume() {
    target.resume()
    beginModes()
    title = ""
    cursorShape = 0
    hasApplicationKeypad = false
    keyLevel = 0
    hasMouse = false
    reportsMotion = false
  }

  private func protect() {
    let modes = understandsModes ? UserTerminalSequences.end(target.terminal) : ""
    let reset = modes + target.restoreSequence
    // Both are a second line of defence: without them the terminal is still given back by close.
    try? settings.protect(resetSequence: reset)
    try? settings.startGuardian(resetSequence: reset)
  }

  deinit { close() }

  /// Gives the terminal back. Idempotent.
  func close() {
    guard isOpen else { return }
    isOpen = false
    if understandsModes {
      let title =
        UserTerminalSequences.hasTitle(target.terminal) ? UserTerminalSequences.restoreTitle : ""
      target.send(Array((UserTerminalSequences.end(target.terminal) + title).utf8))
    }
    target.close()
    settings.restore()
  }

  func setMouse(_ isOn: Bool) {
    guard understandsModes, isOn != hasMouse else { return }
    hasMouse = isOn
    reportsMotion = false
    target.send(Array((isOn ? UserTerminalSequences.mouseOn : UserTerminalSequences.mouseOff).utf8))
  }

  /// Reports the mouse's motion without a button too, for a program that wants to know. Only
  /// while the mouse is on.
  func setMotion(_ isOn: Bool) {
    guard understandsModes, isOn != reportsMotion else { return }
    reportsMotion = isOn
    let sequence = isOn ? UserTerminalSequences.motionOn : UserTerminalSequences.motionOff
    target.send(Array(sequence.utf8))
  }

  /// Tells the keypad's keys from others, for a program that does.
  func setApplicationKeypad(_ isOn: Bool) {
    guard understandsModes, isOn != hasApplicationKeypad else { return }
    hasApplicationKeypad = isOn
    let sequence =
      isOn ? UserTerminalSequences.keypadApplication : UserTerminalSequences.keypadNumeric
    target.send(Array(sequence.utf8))
  }

  /// Tells of keys that are held together as much as a program wants to know.
  func setModifyOtherKeys(_ level: Int) {
    guard understandsModes, level != keyLevel, UserTerminalSequences.hasTitle(target.terminal)
    else {
      return
    }
    keyLevel = level
    target.send(Array(UserTerminalSequences.modifyOtherKeys(level).utf8))
  }

  func setTitle(_ text: String) {
    guard understandsModes, text != title, UserTerminalSequences.hasTitle(target.terminal) else {
      return
    }
    title = text
    target.send(Array(UserTerminalSequences.title(text).utf8))
  }

  func setCursorShape(_ number: Int) {
    guard understandsModes, number != cursorShape else { return }
    cursorShape = number
    target.send(Array(UserTerminalSequences.cursorStyle(number).utf8))
  }

  func copy(_ bytes: [UInt8]) {
    guard understandsModes, bytes.count <= 100_000 else { return }
    target.send(Array(UserTerminalSequences.copy(Base64.encode(bytes)).utf8))
  }

  var keys: [[UInt8]: KeyEvent] { TerminalKeys.table(target.capability) }

  var size: TerminalSize { Self.size(of: output) }

  private static func size(of terminal: BorrowedDescriptor) -> TerminalSize {
    let size = try? terminal.terminalSize()
    let rows = Int(size?.rows ?? 0)
    let columns = Int(size?.columns ?? 0)
    // A serial terminal does not know its size.
    return TerminalSize(rows: rows > 0 ? rows : 24, columns: columns > 0 ? columns : 80)
  }

  // MARK: The environment

  /// The terminfo names to try: where the terminal is said to show 24-bit colours, first the entry
  /// that says how.
  static var names: [String] {
    let name = HostEnvironment["TERM"] ?? ""
    let depth = HostEnvironment["COLORTERM"] ?? ""
    guard depth == "truecolor" || depth == "24bit", name.hasSuffix("-256color") else {
      return [name]
    }
    return [name.dropLast("-256color".count) + "-direct", name]
  }

  /// Whether another multiplexer, with the same prefix key, lies between us and the user.
  static var isNested: Bool { HostEnvironment["TMUX"]?.isEmpty == false }

  static var wantsColor: Bool { (HostEnvironment["NO_COLOR"] ?? "").isEmpty }
}
