/// Which options are on, on our side and the client's, and what has to be said about it.
///
/// After RFC 1143: a request that changes nothing is not answered, so that two polite programs
/// cannot thank each other for ever; one for what we do not know is refused each time.
struct TelnetOptions {
  /// How far an option of one side is.
  private enum Standing {
    case off
    /// We asked, and the answer is on its way.
    case asked
    case on
    /// We asked, and were refused. The client may still want it later.
    case refused
  }

  /// A side of the connection: whose behaviour an option is about.
  private struct Side {
    /// What we are ready to have.
    let wanted: Set<TelnetOption>
    let agree: TelnetCommand
    let refuse: TelnetCommand
    var standings: [TelnetOption: Standing] = [:]

    func isOn(_ option: TelnetOption) -> Bool { standings[option] == .on }

    mutating func ask(_ option: TelnetOption) -> [UInt8] {
      standings[option] = .asked
      return bytes(agree, option)
    }

    /// The client said yes or asks for it. Returns the answer.
    mutating func accept(_ option: TelnetOption) -> [UInt8] {
      let old = standings[option] ?? .off
      guard wanted.contains(option) else { return bytes(refuse, option) }
      standings[option] = .on
      return old == .asked || old == .on ? [] : bytes(agree, option)
    }

    /// The client said no or wants it off. Returns the answer.
    mutating func reject(_ option: TelnetOption) -> [UInt8] {
      let old = standings[option] ?? .off
      guard old != .off else { return [] }
      standings[option] = old == .on ? .off : .refused
      return old == .on ? bytes(refuse, option) : []
    }

    private func bytes(_ verb: TelnetCommand, _ option: TelnetOption) -> [UInt8] {
      [TelnetCommand.escape.rawValue, verb.rawValue, option.rawValue]
    }
  }

  private var ours = Side(
    wanted: [.echo, .suppressGoAhead, .binary], agree: .will, refuse: .wont)
  private var theirs = Side(
    wanted: [.suppressGoAhead, .binary, .windowSize, .terminalType], agree: .do, refuse: .dont)

  /// What a server says first: it echoes, characters come singly and with all their bits, and
  /// it likes to know the window's size and the terminal's name.
  mutating func begin() -> [UInt8] {
    ours.ask(.echo) + ours.ask(.suppressGoAhead) + theirs.ask(.suppressGoAhead)
      + ours.ask(.binary) + theirs.ask(.binary) + theirs.ask(.windowSize)
      + theirs.ask(.terminalType)
  }

  /// Whether we send all bytes as they are.
  var sendsBinary: Bool { ours.isOn(.binary) }
  /// Whether the client does.
  var receivesBinary: Bool { theirs.isOn(.binary) }

  /// Takes a request or an answer. Returns our answer, which may be nothing.
  mutating func receive(_ verb: TelnetCommand, _ option: TelnetOption) -> [UInt8] {
    switch verb {
    case .do: return ours.accept(option)
    case .dont: return ours.reject(option)
    case .wont: return theirs.reject(option)
    default:
      let wasOn = theirs.isOn(option)
      let answer = theirs.accept(option)
      // Having a name is not yet saying it.
      let isNews = option == .terminalType && !wasOn
      return isNews ? answer + Self.terminalTypeRequest : answer
    }
  }

  /// IAC SB TERMINAL-TYPE SEND IAC SE.
  private static let terminalTypeRequest: [UInt8] = [255, 250, 24, 1, 255, 240]
}
