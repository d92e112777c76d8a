/// What a console service says.
enum ServerMessage: Equatable, Sendable {
  case hello(version: UInt16, guest: GuestInfo)
  /// The connection ends, for this reason.
  case refusal(String)
  /// All lines there are; again whenever one came, went, or got another size or title.
  case lines([LineInfo])
  /// A part of the bytes that draw a line on an empty terminal of this size, whose screen begins
  /// with that line of all it ever had.
  case snapshot(
    line: String, rows: UInt16, columns: UInt16, topLine: UInt64, isLast: Bool, bytes: [UInt8])
  case output(line: String, bytes: [UInt8])
  case resized(line: String, rows: UInt16, columns: UInt16)
  case phase(GuestPhase)
  /// The kernel's answer to a request; status 0 is success.
  case reply(number: UInt32, status: Int32, text: String)
  /// What a client asked of a line cannot be done.
  case complaint(line: String, reason: String)
}

extension ServerMessage {
  /// The frame.
  var encoded: [UInt8] {
    switch self {
    case .hello(let version, let guest):
      var writer = MessageWriter(kind: 129)
      writer.write(ConsoleProtocol.magic)
      writer.write(version)
      writer.write(guest)
      return writer.finish()
    case .refusal(let reason):
      var writer = MessageWriter(kind: 130)
      writer.write(reason)
      return writer.finish()
    case .lines(let lines):
      var writer = MessageWriter(kind: 131)
      writer.write(list: lines) { $0.write($1) }
      return writer.finish()
    case .snapshot(let line, let rows, let columns, let topLine, let isLast, let bytes):
      var writer = MessageWriter(kind: 132, capacity: bytes.count + 32)
      writer.write(line)
      writer.write(rows)
      writer.write(columns)
      writer.write(topLine)
      writer.write(isLast)
      writer.write(rest: bytes)
      return writer.finish()
    case .output(let line, let bytes):
      return Self.output(line: line, bytes[...])
    case .resized(let line, let rows, let columns):
      var writer = MessageWriter(kind: 134)
      writer.write(line)
      writer.write(rows)
      writer.write(columns)
      return writer.finish()
    case .phase(let phase):
      var writer = MessageWriter(kind: 135)
      writer.write(phase)
      return writer.finish()
    case .reply(let number, let status, let text):
      var writer = MessageWriter(kind: 136)
      writer.write(number)
      writer.write(status)
      writer.write(rest: Array(text.utf8.prefix(ConsoleProtocol.pieceLength)))
      return writer.finish()
    case .complaint(let line, let reason):
      var writer = MessageWriter(kind: 137)
      writer.write(line)
      writer.write(reason)
      return writer.finish()
    }
  }

  /// The frame of a piece of output, without a copy of the piece in between.
  static func output(line: String, _ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var writer = MessageWriter(kind: 133, capacity: bytes.count + 16)
    writer.write(line)
    writer.write(rest: bytes)
    return writer.finish()
  }

  init(_ frame: FrameAssembler.Frame) throws(MalformedMessage) {
    var reader = MessageReader(frame.fields)
    switch frame.kind {
    case 129:
      guard try reader.read(UInt32.self) == ConsoleProtocol.magic else {
        throw MalformedMessage("it is not a console service's greeting")
      }
      let version = try reader.read(UInt16.self)
      guard version == ConsoleProtocol.version else {
        throw MalformedMessage("it speaks version \(version)")
      }
      self = .hello(version: version, guest: try reader.readGuest())
    case 130: self = .refusal(try reader.readText())
    case 131:
      self = .lines(
        try reader.readList { (reader) throws(MalformedMessage) in try reader.readLine() })
    case 132:
      self = .snapshot(
        line: try reader.readText(), rows: try reader.read(), columns: try reader.read(),
        topLine: try reader.read(), isLast: try reader.readBool(), bytes: reader.readRest())
    case 133: self = .output(line: try reader.readText(), bytes: reader.readRest())
    case 134:
      self = .resized(
        line: try reader.readText(), rows: try reader.read(), columns: try reader.read())
    case 135: self = .phase(try reader.readPhase())
    case 136:
      let number = try reader.read(UInt32.self)
      let status = try reader.read(Int32.self)
      self = .reply(
        number: number, status: status, text: String(decoding: reader.readRest(), as: UTF8.self))
    case 137: self = .complaint(line: try reader.readText(), reason: try reader.readText())
    default: throw MalformedMessage("there is no message \(frame.kind)")
    }
    try reader.finish()
  }
}
