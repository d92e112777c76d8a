/// Turns keys into what xterm sends for them (ctlseqs, "PC-Style Function Keys").
public struct KeyEncoder {
  /// - Returns: The bytes for the program; none while the keyboard is locked (KAM).
  public static func encode(
    _ key: KeyInput, _ modifiers: KeyModifiers = [], _ modes: TerminalModes
  ) -> [UInt8] {
    guard !modes.isKeyboardLocked else { return [] }

    switch key {
    case .text(let text): return encode(text: text, modifiers, modes)
    case .up: return cursorKey("A", modifiers, modes)
    case .down: return cursorKey("B", modifiers, modes)
    case .right: return cursorKey("C", modifiers, modes)
    case .left: return cursorKey("D", modifiers, modes)
    case .begin: return cursorKey("E", modifiers, modes)
    case .home: return cursorKey("H", modifiers, modes)
    case .end: return cursorKey("F", modifiers, modes)
    case .insert: return editKey(2, modifiers)
    case .delete: return editKey(3, modifiers)
    case .pageUp: return editKey(5, modifiers)
    case .pageDown: return editKey(6, modifiers)
    // A VT52 has three function keys, which later became PF1 to PF3.
    case .function(let number) where modes.isVT52 && (1...4).contains(number):
      return Array("\u{1b}\(functionFinals[number - 1])".utf8)
    case .function(let number): return function(number, modifiers)
    case .enter: return other(13, modes.isNewLine ? [13, 10] : [13], modifiers, modes)
    case .tab:
      return modifiers == .shift ? Array("\u{1b}[Z".utf8) : other(9, [9], modifiers, modes)
    case .escape: return other(27, [27], modifiers, modes)
    case .backspace: return backspace(modifiers, modes)
    case .keypad(let legend): return keypad(legend, modifiers, modes)
    }
  }

  /// Says that the pane has gained or lost the focus, to a program that wants to know.
  public static func encode(focused isFocused: Bool, _ modes: TerminalModes) -> [UInt8] {
    modes.isFocusReporting ? Array("\u{1b}[\(isFocused ? "I" : "O")".utf8) : []
  }

  private static func cursorKey(
    _ final: String, _ modifiers: KeyModifiers, _ modes: TerminalModes
  ) -> [UInt8] {
    guard !modes.isVT52 else { return Array("\u{1b}\(final)".utf8) }
    guard modifiers.isEmpty else { return sequence("1;\(number(modifiers))\(final)") }

    return Array("\u{1b}\(modes.isApplicationCursorKeys ? "O" : "[")\(final)".utf8)
  }

  private static func editKey(_ code: Int, _ modifiers: KeyModifiers) -> [UInt8] {
    guard modifiers.isEmpty else { return sequence("\(code);\(number(modifiers))~") }

    return sequence("\(code)~")
  }

  private static let functionFinals = ["P", "Q", "R", "S"]
  private static let functionCodes = [15, 17, 18, 19, 20, 21, 23, 24]

  /// F13 and above are F1 and above with shift, control, or both, as terminfo describes xterm.
  private static func function(_ number: Int, _ modifiers: KeyModifiers) -> [UInt8] {
    guard (1...48).contains(number) else { return [] }

    let groups: [KeyModifiers] = [[], .shift, .control, [.control, .shift]]
    let modifiers = modifiers.union(groups[(number - 1) / 12])
    let key = (number - 1) % 12
    guard key < 4 else { return editKey(functionCodes[key - 4], modifiers) }

    let final = functionFinals[key]
    guard modifiers.isEmpty else { return sequence("1;\(self.number(modifiers))\(final)") }

    return Array("\u{1b}O\(final)".utf8)
  }

  private static func backspace(_ modifiers: KeyModifiers, _ modes: TerminalModes) -> [UInt8] {
    // Control sends whichever of BS and DEL the key alone does not.
    let isControl = modifiers.contains(.control)
    let byte: UInt8 = modes.isBackspaceSendingBackspace != isControl ? 0x08 : 0x7f
    return other(127, [byte], modifiers, modes)
  }

  /// Keys that have a byte of their own. With `modifyOtherKeys` their modifiers are told.
  private static func other(
    _ code: Int, _ plain: [UInt8], _ modifiers: KeyModifiers, _ modes: TerminalModes
  ) -> [UInt8] {
    let isTold = modes.modifyOtherKeys == 2 || modes.modifyOtherKeys == 1 && modifiers != .alt
    if isTold, !modifiers.isEmpty, code != 127 || modes.modifyOtherKeys == 2 {
      return sequence("27;\(number(modifiers));\(code)~")
    }
    return modifiers.isDisjoint(with: [.alt, .meta]) ? plain : [27] + plain
  }

  private static func encode(
    text: String, _ modifiers: KeyModifiers, _ modes: TerminalModes
  ) -> [UInt8] {
    var bytes = Array(text.utf8)
    let isSingle = text.unicodeScalars.count == 1
    // Shift is told only where everything is.
    let chord = modes.modifyOtherKeys == 2 ? modifiers : modifiers.subtracting(.shift)
    if isSingle, !chord.isEmpty, let scalar = text.unicodeScalars.first {
      let control = controlByte(scalar)
      let isLost = modifiers.contains(.control) && control == nil
      if modes.modifyOtherKeys == 2 || modes.modifyOtherKeys == 1 && isLost {
        return sequence("27;\(number(modifiers));\(scalar.value)~")
      }
      if modifiers.contains(.control), let control { bytes = [control] }
    }
    return modifiers.isDisjoint(with: [.alt, .meta]) ? bytes : [27] + bytes
  }

  /// What control makes of a key, as VT220 keyboards had it.
  private static func controlByte(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "a"..."z", "A"..."Z", "[", "\\", "]", "^", "_": UInt8(scalar.value & 0x1f)
    case "@", " ", "2", "`": 0
    case "3": 0x1b
    case "4": 0x1c
    case "5": 0x1d
    case "6", "~": 0x1e
    case "7", "/": 0x1f
    case "8", "?": 0x7f
    default: nil
    }
  }

  private static let keypadFinals: [Character: String] = [
    "0": "p", "1": "q", "2": "r", "3": "s", "4": "t", "5": "u", "6": "v", "7": "w", "8": "x",
    "9": "y", "*": "j", "+": "k", ",": "l", "-": "m", ".": "n", "/": "o", "=": "X", "\r": "M",
  ]

  private static func keypad(
    _ legend: Character, _ modifiers: KeyModifiers, _ modes: TerminalModes
  ) -> [UInt8] {
    guard modes.isApplicationKeypad, let final = keypadFinals[legend] else {
      return legend == "\r"
        ? encode(.enter, modifiers, modes) : encode(text: String(legend), modifiers, modes)
    }

    guard !modes.isVT52 else { return Array("\u{1b}?\(final)".utf8) }

    let number = modifiers.isEmpty ? "" : String(number(modifiers))
    return Array("\u{1b}O\(number)\(final)".utf8)
  }

  private static func sequence(_ text: String) -> [UInt8] { Array("\u{1b}[\(text)".utf8) }

  /// xterm's number for a combination: one more than its bits.
  private static func number(_ modifiers: KeyModifiers) -> Int { modifiers.rawValue + 1 }
}
