/// A terminal's settings as the kernel keeps them. The corresponding C type is the *kernel's*
/// `struct termios` (`TCGETS`), not glibc's larger one.
public struct Termios: GuestLayout, Hashable {
  public static let size = 36

  public var inputFlags: TerminalInputFlags
  public var outputFlags: TerminalOutputFlags
  public var controlFlags: TerminalControlFlags
  public var localFlags: TerminalLocalFlags
  /// The line discipline's number; 0 is the ordinary one, `N_TTY`.
  public var lineDiscipline: UInt8
  public var controlCharacters: ControlCharacters

  public init(
    inputFlags: TerminalInputFlags, outputFlags: TerminalOutputFlags,
    controlFlags: TerminalControlFlags, localFlags: TerminalLocalFlags,
    lineDiscipline: UInt8 = 0, controlCharacters: ControlCharacters = .standard
  ) {
    self.inputFlags = inputFlags
    self.outputFlags = outputFlags
    self.controlFlags = controlFlags
    self.localFlags = localFlags
    self.lineDiscipline = lineDiscipline
    self.controlCharacters = controlCharacters
  }

  public init(from reader: inout ByteReader) {
    inputFlags = TerminalInputFlags(rawValue: reader.read())
    outputFlags = TerminalOutputFlags(rawValue: reader.read())
    controlFlags = TerminalControlFlags(rawValue: reader.read())
    localFlags = TerminalLocalFlags(rawValue: reader.read())
    lineDiscipline = reader.read()
    controlCharacters = ControlCharacters(from: &reader)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(inputFlags.rawValue)
    writer.write(outputFlags.rawValue)
    writer.write(controlFlags.rawValue)
    writer.write(localFlags.rawValue)
    writer.write(lineDiscipline)
    controlCharacters.write(to: &writer)
  }

  /// The control character at an index.
  public subscript(index: ControlCharacter) -> UInt8 {
    get { controlCharacters[index] }
    set { controlCharacters[index] = newValue }
  }

  /// What Linux gives a new terminal (`tty_std_termios`): canonical, echoing, 38400 baud.
  public static let standard = Termios(
    inputFlags: [.mapReturnToNewline, .enableOutputFlowControl],
    outputFlags: [.process, .mapNewlineToReturnNewline],
    controlFlags: [BaudRate.b38400.controlFlags, .size8, .enableReceiver, .hangUpOnClose],
    localFlags: [
      .signals, .canonical, .echo, .echoErase, .echoKill, .echoControl, .echoKillErase, .extended,
    ])

  /// The output speed; `nil` when the code is `BOTHER` or unknown.
  public var baudRate: BaudRate? {
    BaudRate(rawValue: controlFlags.rawValue & TerminalControlFlags.speedMask.rawValue)
  }
}

/// The settings with explicit speeds. The corresponding C type is `struct termios2` (`TCGETS2`).
public struct Termios2: GuestLayout, Hashable {
  public static let size = 44

  public var settings: Termios
  /// Bits per second.
  public var inputSpeed: UInt32
  public var outputSpeed: UInt32

  public init(_ settings: Termios, inputSpeed: UInt32, outputSpeed: UInt32) {
    self.settings = settings
    self.inputSpeed = inputSpeed
    self.outputSpeed = outputSpeed
  }

  public init(from reader: inout ByteReader) {
    settings = Termios(from: &reader)
    inputSpeed = reader.read()
    outputSpeed = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    settings.write(to: &writer)
    writer.write(inputSpeed)
    writer.write(outputSpeed)
  }
}
