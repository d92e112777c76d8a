/// The sequences terminals send for keys that are not characters.
enum KeySequences {
  /// `ESC [ <modifier> X` and `ESC O X`.
  static func key(finalByte: UInt8) -> KeyEvent? {
    switch finalByte {
    case UInt8(ascii: "A"): KeyEvent(.up)
    case UInt8(ascii: "B"): KeyEvent(.down)
    case UInt8(ascii: "C"): KeyEvent(.right)
    case UInt8(ascii: "D"): KeyEvent(.left)
    case UInt8(ascii: "E"): KeyEvent(.begin)
    case UInt8(ascii: "H"): KeyEvent(.home)
    case UInt8(ascii: "F"): KeyEvent(.end)
    case UInt8(ascii: "P"): KeyEvent(.function(1))
    case UInt8(ascii: "Q"): KeyEvent(.function(2))
    case UInt8(ascii: "R"): KeyEvent(.function(3))
    case UInt8(ascii: "S"): KeyEvent(.function(4))
    case UInt8(ascii: "Z"): KeyEvent(.tab, .shift)
    // rxvt: lower case with Shift.
    case UInt8(ascii: "a"): KeyEvent(.up, .shift)
    case UInt8(ascii: "b"): KeyEvent(.down, .shift)
    case UInt8(ascii: "c"): KeyEvent(.right, .shift)
    case UInt8(ascii: "d"): KeyEvent(.left, .shift)
    default: nil
    }
  }

  /// `ESC O X` beyond the above: the keypad in application mode; rxvt's arrows with Control.
  static func applicationKey(finalByte: UInt8) -> KeyEvent? {
    switch finalByte {
    case UInt8(ascii: "M"): return KeyEvent(.keypad("\r"))
    case UInt8(ascii: "X"): return KeyEvent(.keypad("="))
    case UInt8(ascii: "a"): return KeyEvent(.up, .control)
    case UInt8(ascii: "b"): return KeyEvent(.down, .control)
    case UInt8(ascii: "c"): return KeyEvent(.right, .control)
    case UInt8(ascii: "d"): return KeyEvent(.left, .control)
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      return KeyEvent(.keypad(Unicode.Scalar(finalByte - 0x40)))
    default: return key(finalByte: finalByte)
    }
  }

  /// `ESC [ N ~`.
  static func key(number: Int) -> KeyEvent.Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    case 25, 26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  /// `ESC [ [ X`: the Linux console's first function keys.
  static func consoleFunctionKey(_ byte: UInt8) -> KeyEvent? {
    guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) else { return nil }
    return KeyEvent(.function(Int(byte - UInt8(ascii: "A")) + 1))
  }

  /// A key named by its code point: `ESC [ code ; modifier u`, or xterm's modifyOtherKeys.
  static func key(codePoint: Int, _ modifiers: InputModifiers) -> KeyEvent? {
    switch codePoint {
    case 9: return KeyEvent(.tab, modifiers)
    case 13: return KeyEvent(.enter, modifiers)
    case 27: return KeyEvent(.escape, modifiers)
    case 8, 127: return KeyEvent(.backspace, modifiers)
    default:
      guard let value = UInt32(exactly: codePoint), let scalar = Unicode.Scalar(value), value >= 32
      else { return nil }
      return KeyEvent(.character(scalar), modifiers)
    }
  }

  /// A single byte below 0x20, or 0x7f.
  static func control(_ byte: UInt8) -> KeyEvent {
    switch byte {
    case 0x00: .control(" ")
    case 0x09: KeyEvent(.tab)
    case 0x0d: KeyEvent(.enter)
    case 0x1b: KeyEvent(.escape)
    case 0x7f: KeyEvent(.backspace)
    case 0x1c...0x1f: .control(Unicode.Scalar(byte + 0x40))
    default: .control(Unicode.Scalar(byte + 0x60))
    }
  }
}
