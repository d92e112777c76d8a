import LinuxABI

/// Our half of a telnet conversation, without any socket: bytes in, what they mean and what to
/// answer out.
struct TelnetServer {
  enum Event: Equatable {
    /// Typed by the person at the client.
    case input([UInt8])
    case sendBreak
    case resized(WindowSize)
    case terminalType(String)
    /// AYT: somebody wonders whether we are still there.
    case areYouThere
  }

  private var parser = TelnetParser()
  private var options = TelnetOptions()
  private var encoder = TelnetEncoder()

  /// What is to be sent first.
  mutating func begin() -> [UInt8] { options.begin() }

  /// Takes what came from the client. Returns the answers to be sent, before any later output.
  mutating func receive(_ bytes: [UInt8], _ handle: (Event) -> Void) -> [UInt8] {
    var answers: [UInt8] = []
    var isBinary = options.receivesBinary
    var options = options
    parser.feed(bytes, isBinary: &isBinary) { event, isBinary in
      switch event {
      case .data(let data): handle(.input(data))
      case .command(let command):
        if let event = Self.meaning(of: command) { handle(event) }
      case .negotiation(let verb, let option):
        answers += options.receive(verb, option)
        isBinary = options.receivesBinary
      case .subnegotiation(let option, let parameters):
        if let event = Self.meaning(of: option, parameters) { handle(event) }
      }
    }
    self.options = options
    return answers
  }

  /// Output as it goes over the wire.
  mutating func encode(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    encoder.encode(bytes, isBinary: options.sendsBinary)
  }

  /// A key of a terminal for those commands that are one.
  private static func meaning(of command: TelnetCommand) -> Event? {
    switch command {
    case .sendBreak: .sendBreak
    case .areYouThere: .areYouThere
    case .interrupt: .input([0x03])
    case .suspend: .input([0x1a])
    case .abort: .input([0x1c])
    case .endOfFile: .input([0x04])
    case .eraseCharacter: .input([0x7f])
    case .eraseLine: .input([0x15])
    default: nil
    }
  }

  private static func meaning(of option: TelnetOption, _ parameters: [UInt8]) -> Event? {
    switch option {
    case .windowSize where parameters.count == 4:
      let columns = UInt16(parameters[0]) << 8 | UInt16(parameters[1])
      let rows = UInt16(parameters[2]) << 8 | UInt16(parameters[3])
      // Zero is "unknown".
      guard rows > 0, columns > 0 else { return nil }
      return .resized(WindowSize(rows: rows, columns: columns))
    case .terminalType where parameters.first == 0:
      let name = parameters.dropFirst().filter { $0 > 0x20 && $0 < 0x7f }
      return .terminalType(String(decoding: name, as: UTF8.self).lowercased())
    default: return nil
    }
  }
}
