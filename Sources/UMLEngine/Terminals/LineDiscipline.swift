import LinuxABI

/// The terminal line discipline, Linux's `N_TTY`, as a value: no I/O, no waiting, no clock.
///
/// ```
///   driver ── receive ──► input buffer ── read ──► program
///      ▲                       │ echo
///      └── effects ◄───────────┴──── processOutput ◄── program
/// ```
/// See termios(3); where that leaves a choice, behaviour is that of Linux's n_tty.c. Its terminal
/// acts on the effects and does everything that needs a process, a clock or a driver.
struct LineDiscipline {
  /// Change them through ``change(_:into:)``.
  private(set) var settings: Termios
  var input = InputBuffer()
  /// Where output and echo have left the cursor.
  var column = 0
  /// Where it was when the line being edited began; to erase a tab.
  var lineStartColumn = 0
  /// Between the `\` and the `/` of an erasure shown by ECHOPRT.
  var isShowingErasure = false
  /// The next character is taken as it is, after VLNEXT.
  var takesNextLiterally = false
  /// Output is held back: `^S`, or TCOOFF.
  private(set) var isStopped = false
  /// By TCOOFF: no character typed starts it again.
  private(set) var isStoppedByProgram = false
  /// Characters that mean something with these settings.
  private var special = ByteSet()

  init(_ settings: Termios = .standard) {
    self.settings = settings
    special = Self.specialCharacters(of: settings)
  }

  /// Lines are edited, and read one at a time.
  var isCanonical: Bool { has(.canonical) && !has(.externalProcessing) }

  func isSpecial(_ byte: UInt8) -> Bool { special.contains(byte) }
  func has(_ flag: TerminalLocalFlags) -> Bool { settings.localFlags.contains(flag) }
  func has(_ flag: TerminalInputFlags) -> Bool { settings.inputFlags.contains(flag) }
  func hasOutput(_ flag: TerminalOutputFlags) -> Bool { settings.outputFlags.contains(flag) }

  /// Whether a byte continues a multibyte character and so takes no column.
  func isContinuation(_ byte: UInt8) -> Bool { byte.isUTF8Continuation && has(.isUTF8) }

  /// New settings. Unread input stays: what was typed before counts as a line when lines begin to
  /// matter.
  mutating func change(_ new: Termios, into effects: inout [TerminalEffect]) {
    let old = settings
    settings = new
    special = Self.specialCharacters(of: new)

    let modes: TerminalLocalFlags = [.canonical, .externalProcessing]
    if old.localFlags.intersection(modes) != new.localFlags.intersection(modes) {
      if has(.canonical) { input.makeLine() } else { input.forgetLines() }
      isShowingErasure = false
      takesNextLiterally = false
    }
    if old.inputFlags.contains(.enableOutputFlowControl), !has(.enableOutputFlowControl) {
      if !isStoppedByProgram { start(into: &effects) }
    }
    effects.append(.inputAvailable)
  }

  // MARK: Output on and off

  mutating func stop(into effects: inout [TerminalEffect]) {
    guard !isStopped else { return }
    isStopped = true
    effects.append(.stopOutput)
  }

  /// Does nothing while a program has stopped the output.
  mutating func start(into effects: inout [TerminalEffect]) {
    guard isStopped, !isStoppedByProgram else { return }
    isStopped = false
    effects.append(.startOutput)
  }

  /// TCOOFF and TCOON.
  mutating func setStoppedByProgram(_ stopped: Bool, into effects: inout [TerminalEffect]) {
    guard stopped != isStoppedByProgram else { return }
    if stopped {
      stop(into: &effects)
      isStoppedByProgram = true
    } else {
      isStoppedByProgram = false
      start(into: &effects)
    }
  }

  /// Nothing holds output back any more: nobody is there to start it again.
  mutating func releaseFlow() {
    isStopped = false
    isStoppedByProgram = false
  }

  // MARK: Reading

  /// Whether a read would find something. `minimum` counts only outside canonical mode.
  func hasInput(atLeast minimum: Int = 1) -> Bool {
    isCanonical ? input.hasLine : input.count >= max(1, minimum)
  }

  /// What poll(2) asks: VMIN counts when VTIME does not limit the wait.
  var isReadable: Bool {
    let minimum = settings[.timeout] == 0 ? Int(settings[.minimum]) : 1
    return hasInput(atLeast: minimum)
  }

  /// Takes a line, or what is there; call it when ``hasInput(atLeast:)``. Empty is an end of file.
  mutating func read(limit: Int) -> [UInt8] {
    if isCanonical { return input.takeLine(limit: limit) }
    let isEndOfFile =
      has(.canonical) && input.count == 1 && input[input.tail] == settings[.endOfFile]
    let bytes = input.take(limit)
    // Who processes lines outside (EXTPROC) still says so when one is empty.
    return isEndOfFile ? [] : bytes
  }

  /// FIONREAD.
  var readableCount: Int { isCanonical ? input.lineByteCount : input.count }

  /// TCIFLUSH, a signal character, a hangup.
  mutating func discardInput(into effects: inout [TerminalEffect]) {
    input.removeAll()
    isShowingErasure = false
    effects.append(.inputDiscarded)
  }

  private static func specialCharacters(of settings: Termios) -> ByteSet {
    var set = ByteSet()
    func insert(_ index: ControlCharacter) { set.insert(settings[index]) }

    let input = settings.inputFlags
    let local = settings.localFlags
    if input.contains(.ignoreReturn) || input.contains(.mapReturnToNewline) { set.insert(0x0d) }
    if input.contains(.mapNewlineToReturn) { set.insert(0x0a) }
    if local.contains(.canonical) {
      set.insert(0x0a)
      for index: ControlCharacter in [.erase, .kill, .endOfFile, .endOfLine] { insert(index) }
      if local.contains(.extended) {
        for index: ControlCharacter in [.wordErase, .literalNext, .endOfLine2] { insert(index) }
        if local.contains(.echo) { insert(.reprint) }
      }
    }
    if input.contains(.enableOutputFlowControl) {
      insert(.start)
      insert(.stop)
    }
    if local.contains(.signals) {
      for index: ControlCharacter in [.interrupt, .quit, .suspend] { insert(index) }
    }
    set.remove(ControlCharacters.disabled)
    return set
  }
}
