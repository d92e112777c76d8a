/// Shift, Alt and Control as held during a key or mouse event.
public struct InputModifiers: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let shift = InputModifiers(rawValue: 1)
  public static let alt = InputModifiers(rawValue: 2)
  public static let control = InputModifiers(rawValue: 4)

  /// xterm's modifier parameter, one more than the bits.
  init(xtermParameter: Int) {
    self.init(rawValue: UInt8(truncatingIfNeeded: max(0, xtermParameter - 1)) & 7)
  }
}

/// A key as the user pressed it.
public struct KeyEvent: Hashable, Sendable {
  public enum Key: Hashable, Sendable {
    case character(Unicode.Scalar)
    case enter, tab, backspace, escape
    case up, down, left, right
    /// The keypad's 5 where it moves.
    case begin
    case home, end, pageUp, pageDown, insert, delete
    case function(Int)
    /// A key of the numeric keypad by what is written on it, `\r` for Enter, where the terminal
    /// tells them from others.
    case keypad(Unicode.Scalar)
  }

  public var key: Key
  public var modifiers: InputModifiers

  public init(_ key: Key, _ modifiers: InputModifiers = []) {
    self.key = key
    self.modifiers = modifiers
  }

  /// What the key types, for those who do not care where on the keyboard it is. A capital says
  /// Shift already.
  var typed: KeyEvent {
    switch key {
    case .keypad("\r"): KeyEvent(.enter, modifiers)
    case .keypad(let legend): KeyEvent(.character(legend), modifiers)
    case .character: KeyEvent(key, modifiers.subtracting(.shift))
    default: self
    }
  }

  static func character(_ scalar: Unicode.Scalar) -> KeyEvent { KeyEvent(.character(scalar)) }
  static func control(_ scalar: Unicode.Scalar) -> KeyEvent {
    KeyEvent(.character(scalar), .control)
  }
}

extension KeyEvent: CustomStringConvertible {
  /// As the help and the hints write it: `Ctrl-b`, `Alt-Up`, `PgUp`, `%`.
  public var description: String {
    var prefix = ""
    if modifiers.contains(.control) { prefix += "Ctrl-" }
    if modifiers.contains(.alt) { prefix += "Alt-" }
    if modifiers.contains(.shift) { prefix += "Shift-" }
    return prefix + key.name
  }
}

extension KeyEvent.Key {
  var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let scalar): String(Character(scalar))
    case .enter: "Enter"
    case .tab: "Tab"
    case .backspace: "Backspace"
    case .escape: "Esc"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .begin: "Begin"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .insert: "Ins"
    case .delete: "Del"
    case .function(let number): "F\(number)"
    case .keypad("\r"): "Enter"
    case .keypad(let legend): String(Character(legend))
    }
  }
}
