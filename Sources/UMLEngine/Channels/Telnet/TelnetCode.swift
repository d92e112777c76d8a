/// The bytes after IAC, "interpret as command". See RFC 854.
enum TelnetCommand: UInt8 {
  /// Ends a subnegotiation. SE.
  case endSubnegotiation = 240
  /// NOP.
  case nothing = 241
  /// The place in the data that an urgent notice is about. DM.
  case dataMark = 242
  /// BRK.
  case sendBreak = 243
  /// IP.
  case interrupt = 244
  /// AO.
  case abortOutput = 245
  /// AYT.
  case areYouThere = 246
  /// EC.
  case eraseCharacter = 247
  /// EL.
  case eraseLine = 248
  /// GA.
  case goAhead = 249
  /// SB.
  case subnegotiation = 250
  case will = 251
  case wont = 252
  case `do` = 253
  case dont = 254
  /// Before every command, and twice for the byte itself. IAC.
  case escape = 255

  // RFC 1184 adds these.
  case endOfFile = 236
  case suspend = 237
  case abort = 238
}

/// What the two sides may agree on. See the RFC of each.
struct TelnetOption: Hashable {
  let rawValue: UInt8

  /// All bytes are data. RFC 856.
  static let binary = TelnetOption(rawValue: 0)
  /// Who displays what is typed. RFC 857.
  static let echo = TelnetOption(rawValue: 1)
  /// No side waits for its turn: with `echo`, each character is sent as it is typed. RFC 858.
  static let suppressGoAhead = TelnetOption(rawValue: 3)
  /// What kind of terminal it is. RFC 1091.
  static let terminalType = TelnetOption(rawValue: 24)
  /// How large its window is. RFC 1073, NAWS.
  static let windowSize = TelnetOption(rawValue: 31)
}
