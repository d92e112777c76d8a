import LinuxABI

/// What the two ends of a cable tell each other over their socket.
///
/// ```
///   kind (1 byte) | length (2 bytes) | fields, little-endian
/// ```
/// Data is sent only as far as the other end has given credit for, so that a modem's lines never
/// wait behind bytes nobody reads.
enum CableMessage: Equatable {
  /// First of all, from both: who one is, how many bytes one takes, and the lines one drives.
  case hello(title: String, credit: UInt32, lines: CableLines)
  case data([UInt8])
  case lines(CableLines)
  /// A BREAK begins or ends here among the data.
  case sendsBreak(Bool)
  /// So many bytes more may come.
  case credit(UInt32)

  private static let magic: UInt32 = 0x31_4c_42_43
  static let headerLength = 3
  static let maximumLength = 16 << 10
  private static let titleLimit = 200

  var encoded: [UInt8] {
    var writer = ByteWriter(capacity: 32)
    writer.write(kind)
    writer.write(0 as UInt16)
    switch self {
    case .hello(let title, let credit, let lines):
      writer.write(Self.magic)
      writer.write(credit)
      writer.write(lines.rawValue)
      writer.write(Array(title.utf8.prefix(Self.titleLimit)))
    case .data(let bytes): writer.write(bytes)
    case .lines(let lines): writer.write(lines.rawValue)
    case .sendsBreak(let isSending): writer.write(UInt8(isSending ? 1 : 0))
    case .credit(let count): writer.write(count)
    }
    var bytes = writer.bytes
    let length = bytes.count - Self.headerLength
    bytes[1] = UInt8(truncatingIfNeeded: length)
    bytes[2] = UInt8(truncatingIfNeeded: length >> 8)
    return bytes
  }

  var dataCount: Int { if case .data(let bytes) = self { bytes.count } else { 0 } }

  private var kind: UInt8 {
    switch self {
    case .hello: 1
    case .data: 2
    case .lines: 3
    case .sendsBreak: 4
    case .credit: 5
    }
  }

  /// nil for what no end of a cable says.
  init?(kind: UInt8, fields: ArraySlice<UInt8>) {
    var reader = ByteReader(Array(fields))
    switch (kind, fields.count) {
    case (1, 9...):
      guard reader.read(UInt32.self) == Self.magic else { return nil }
      let credit = reader.read(UInt32.self)
      let lines = CableLines(rawValue: reader.read())
      let title = String(decoding: fields.dropFirst(9), as: UTF8.self)
      self = .hello(
        title: String(
          title.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }.map(
            Character.init)), credit: credit, lines: lines)
    case (2, 1...): self = .data(Array(fields))
    case (3, 1): self = .lines(CableLines(rawValue: reader.read()))
    case (4, 1): self = .sendsBreak(reader.read(UInt8.self) != 0)
    case (5, 4): self = .credit(reader.read())
    default: return nil
    }
  }
}

/// The lines of a modem that an end drives; crossed over they are the other's DSR and carrier, and
/// CTS.
struct CableLines: OptionSet {
  let rawValue: UInt8

  static let dataTerminalReady = CableLines(rawValue: 1)
  static let requestToSend = CableLines(rawValue: 2)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ lines: ModemLines) {
    self = []
    if lines.contains(.dataTerminalReady) { insert(.dataTerminalReady) }
    if lines.contains(.requestToSend) { insert(.requestToSend) }
  }

  /// As the other end sees them.
  var crossed: ModemLines {
    var lines: ModemLines = []
    if contains(.dataTerminalReady) { lines.formUnion([.dataSetReady, .carrierDetect]) }
    if contains(.requestToSend) { lines.insert(.clearToSend) }
    return lines
  }
}
