/// Separates what a telnet client sends into data and commands. Assigns no meaning to them.
///
/// A Network Virtual Terminal ends a line with CR LF and sends a Return as CR NUL; both are one CR
/// here, which is what a terminal's Return key sends. Not so once the client sends binary, RFC 856.
/// Nothing a client sends is an error: what makes no sense is dropped, and no more is kept of a
/// subnegotiation than any option needs.
struct TelnetParser {
  enum Event: Equatable {
    case data([UInt8])
    case command(TelnetCommand)
    /// `will`, `wont`, `do` or `dont`.
    case negotiation(TelnetCommand, TelnetOption)
    case subnegotiation(TelnetOption, [UInt8])
  }

  private enum State {
    case data
    /// After a CR.
    case afterReturn
    /// After IAC.
    case command
    case negotiation(TelnetCommand)
    /// The option comes next.
    case subnegotiation
    case parameters(TelnetOption)
    /// After IAC among an option's parameters.
    case parameterCommand(TelnetOption)
  }

  /// A terminal's name is the longest thing anybody has to say.
  static let parameterLimit = 256

  private var state = State.data
  private var data: [UInt8] = []
  private var parameters: [UInt8] = []

  /// Takes bytes as they come, cut anywhere. `handle` may change `isBinary` of the rest.
  mutating func feed(
    _ bytes: [UInt8], isBinary: inout Bool, handle: (Event, inout Bool) -> Void
  ) {
    for byte in bytes {
      guard let event = feed(byte, isBinary) else { continue }
      flush { handle($0, &isBinary) }
      handle(event, &isBinary)
    }
    flush { handle($0, &isBinary) }
  }

  private mutating func flush(_ handle: (Event) -> Void) {
    guard !data.isEmpty else { return }
    handle(.data(data))
    data.removeAll(keepingCapacity: true)
  }

  private mutating func feed(_ byte: UInt8, _ isBinary: Bool) -> Event? {
    switch state {
    case .data: return feedData(byte, isBinary)
    case .afterReturn:
      state = .data
      if byte == 0x0a || byte == 0 { return nil }
      return feedData(byte, isBinary)
    case .command: return feedCommand(byte)
    case .negotiation(let verb):
      state = .data
      return .negotiation(verb, TelnetOption(rawValue: byte))
    case .subnegotiation:
      parameters = []
      state = .parameters(TelnetOption(rawValue: byte))
    case .parameters(let option):
      if byte == TelnetCommand.escape.rawValue {
        state = .parameterCommand(option)
      } else {
        keep(byte)
      }
    case .parameterCommand(let option): return feedParameterCommand(byte, option)
    }
    return nil
  }

  private mutating func feedData(_ byte: UInt8, _ isBinary: Bool) -> Event? {
    if byte == TelnetCommand.escape.rawValue {
      state = .command
      return nil
    }
    data.append(byte)
    if byte == 0x0d, !isBinary { state = .afterReturn }
    return nil
  }

  private mutating func feedCommand(_ byte: UInt8) -> Event? {
    state = .data
    guard let command = TelnetCommand(rawValue: byte) else { return nil }
    switch command {
    case .escape: data.append(byte)
    case .will, .wont, .do, .dont: state = .negotiation(command)
    case .subnegotiation: state = .subnegotiation
    // The end of something that did not begin.
    case .endSubnegotiation: break
    default: return .command(command)
    }
    return nil
  }

  private mutating func feedParameterCommand(_ byte: UInt8, _ option: TelnetOption) -> Event? {
    switch TelnetCommand(rawValue: byte) {
    case .escape:
      keep(byte)
      state = .parameters(option)
      return nil
    case .endSubnegotiation:
      state = .data
      defer { parameters = [] }
      return .subnegotiation(option, parameters)
    default:
      // It was never ended; this is the next command.
      parameters = []
      return feedCommand(byte)
    }
  }

  private mutating func keep(_ byte: UInt8) {
    if parameters.count < Self.parameterLimit { parameters.append(byte) }
  }
}
