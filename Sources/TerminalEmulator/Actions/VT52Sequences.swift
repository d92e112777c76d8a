/// VT52 mode: what the terminal before the VT100 understood, and nothing else (VT100 User Guide,
/// "VT52 Compatible Mode").
extension Screen {
  var isVT52: Bool { modes.isVT52 }

  /// DECANM reset. A VT52 has one set of characters, and graphics in its place.
  mutating func enterVT52() {
    charsetsBeforeVT52 = charsets
    charsets = CharacterSets()
    changeMode(.ansi, false)
  }

  private mutating func leaveVT52() {
    charsets = charsetsBeforeVT52
    changeMode(.ansi, true)
    // What comes back is a VT100, until a program asks for more (DECSCL) or resets.
    conformanceLevel = 61
    sendsEightBitControls = false
  }

  mutating func vt52(_ sequence: [UInt8]) {
    canRepeat = false
    switch sequence[0] {
    case UInt8(ascii: "A"): cursorUp(1)
    case UInt8(ascii: "B"): cursorDown(1)
    case UInt8(ascii: "C"): cursorForward(1)
    case UInt8(ascii: "D"): cursorBack(1)
    case UInt8(ascii: "F"): charsets.designate(0, .specialGraphics)
    case UInt8(ascii: "G"): charsets.designate(0, .ascii)
    case UInt8(ascii: "H"): moveCursor(toRow: 0, column: 0)
    case UInt8(ascii: "I"): reverseIndex()
    case UInt8(ascii: "J"): eraseInDisplay(0, isSelective: false)
    case UInt8(ascii: "K"): eraseInLine(0, isSelective: false)
    // Coordinates count from a space.
    case UInt8(ascii: "Y"): moveCursor(toRow: Int(sequence[1]) - 32, column: Int(sequence[2]) - 32)
    case UInt8(ascii: "Z"): reply(introducer: UInt8(ascii: "/"), "Z")
    case UInt8(ascii: "="): changeMode(.applicationKeypad, true)
    case UInt8(ascii: ">"): changeMode(.applicationKeypad, false)
    case UInt8(ascii: "<"): leaveVT52()
    // Printing and holding the screen, of which there is nothing here.
    case UInt8(ascii: "V"), UInt8(ascii: "W"), UInt8(ascii: "X"), UInt8(ascii: "["),
      UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      break
    default: unknownSequences += 1
    }
  }
}
