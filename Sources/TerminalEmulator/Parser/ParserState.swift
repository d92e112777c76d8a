/// Where the parser stands in Paul Williams' state diagram of DEC's terminals
/// (<https://vt100.net/emu/dec_ansi_parser>), with one state added for the escape that may
/// begin a string's terminator, and one for VT52 mode.
enum ParserState: UInt8 {
  case ground
  case escape
  case escapeIntermediate
  case controlEntry
  case controlParameter
  case controlIntermediate
  case controlIgnore
  case deviceEntry
  case deviceParameter
  case deviceIntermediate
  case devicePassthrough
  case deviceIgnore
  case commandString
  /// SOS, PM and APC strings: nothing in them is for us.
  case ignoredString
  /// An escape was met inside a string; a backslash now ends it.
  case stringEscape
  /// After an escape in VT52 mode, whose sequences are a letter, or Y and two coordinates.
  case vt52Escape
}

/// What the parser does with one byte, besides changing state.
enum ParserAction: UInt8 {
  case ignore
  case execute
  case collect
  case marker
  case parameter
  case escapeDispatch
  case controlDispatch
  case deviceStart
  case put
  case stringEnd
  /// The second byte of U+009C, or of another character.
  case mayEndString
  case vt52
  /// The byte does not belong to the sequence: give the sequence up and read the byte again
  /// as text, so that noise never swallows UTF-8.
  case abandon
}
