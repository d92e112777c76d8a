/// What a client says.
enum ClientMessage: Equatable, Sendable {
  /// First of all. What follows the version may change with it.
  case hello(version: UInt16, program: String)
  /// Wants a snapshot of a line and then its output. Read-only, it cannot change anything on it.
  case attach(line: String, readOnly: Bool)
  case detach(line: String)
  /// Something was typed. Needs no attachment.
  case input(line: String, bytes: [UInt8])
  case resize(line: String, rows: UInt16, columns: UInt16)
  case sendBreak(line: String)
  /// A command for the guest's kernel, such as `halt` or `sysrq t`; answered by `reply`.
  case request(number: UInt32, command: String)
}

extension ClientMessage {
  /// The frame.
  var encoded: [UInt8] {
    switch self {
    case .hello(let version, let program):
      var writer = MessageWriter(kind: 1)
      writer.write(ConsoleProtocol.magic)
      writer.write(version)
      writer.write(program)
      return writer.finish()
    case .attach(let line, let readOnly):
      var writer = MessageWriter(kind: 2)
      writer.write(line)
      writer.write(readOnly)
      return writer.finish()
    case .detach(let line):
      var writer = MessageWriter(kind: 3)
      writer.write(line)
      return writer.finish()
    case .input(let line, let bytes):
      var writer = MessageWriter(kind: 4, capacity: bytes.count + 16)
      writer.write(line)
      writer.write(rest: bytes)
      return writer.finish()
    case .resize(let line, let rows, let columns):
      var writer = MessageWriter(kind: 5)
      writer.write(line)
      writer.write(rows)
      writer.write(columns)
      return writer.finish()
    case .sendBreak(let line):
      var writer = MessageWriter(kind: 6)
      writer.write(line)
      return writer.finish()
    case .request(let number, let command):
      var writer = MessageWriter(kind: 7)
      writer.write(number)
      writer.write(command)
      return writer.finish()
    }
  }

  init(_ frame: FrameAssembler.Frame) throws(MalformedMessage) {
    var reader = MessageReader(frame.fields)
    switch frame.kind {
    case 1:
      guard try reader.read(UInt32.self) == ConsoleProtocol.magic else {
        throw MalformedMessage("it is not a console client's greeting")
      }
      let version = try reader.read(UInt16.self)
      guard version == ConsoleProtocol.version else {
        // The rest belongs to that version.
        self = .hello(version: version, program: "")
        return
      }
      self = .hello(version: version, program: try reader.readText())
    case 2: self = .attach(line: try reader.readText(), readOnly: try reader.readBool())
    case 3: self = .detach(line: try reader.readText())
    case 4: self = .input(line: try reader.readText(), bytes: reader.readRest())
    case 5:
      self = .resize(
        line: try reader.readText(), rows: try reader.read(), columns: try reader.read())
    case 6: self = .sendBreak(line: try reader.readText())
    case 7: self = .request(number: try reader.read(), command: try reader.readText())
    default: throw MalformedMessage("there is no message \(frame.kind)")
    }
    try reader.finish()
  }
}
