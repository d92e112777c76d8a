/// What the terminal layer thinks of a byte. Like Linux's own table it takes the upper half for
/// Latin-1, even on a UTF-8 terminal: so the first byte of a multibyte letter counts as part of a
/// word.
extension UInt8 {
  /// NUL to US, and DEL.
  var isControlCharacter: Bool { self < 0x20 || self == 0x7f }

  var isWordCharacter: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f: true
    case 0xd7, 0xf7: false
    default: self >= 0xc0
    }
  }

  /// The second or later byte of a UTF-8 sequence.
  var isUTF8Continuation: Bool { self & 0xc0 == 0x80 }

  var uppercasedLatin: UInt8 {
    switch self {
    case 0x61...0x7a, 0xdf...0xf6, 0xf8...0xff: self - 0x20
    default: self
    }
  }

  var lowercasedLatin: UInt8 {
    switch self {
    case 0x41...0x5a, 0xc0...0xd6, 0xd8...0xde: self + 0x20
    default: self
    }
  }
}
