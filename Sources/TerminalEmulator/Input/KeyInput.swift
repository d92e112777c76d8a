/// A key, as the user's terminal delivered it.
public enum KeyInput: Hashable, Sendable {
  /// What a key types, by the user's layout and shift: usually one character.
  case text(String)
  /// The keypad's 5 where it moves.
  case begin
  case up, down, right, left, home, end, insert, delete, pageUp, pageDown
  /// 1–48; those above 12 are what terminfo calls by these numbers, shifted and so on.
  case function(Int)
  case enter, tab, backspace, escape
  /// A key of the numeric keypad by its legend: a digit, one of `+-*/.,=`, or `\r` for Enter.
  case keypad(Character)
}

public struct KeyModifiers: OptionSet, Hashable, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  public static let shift = KeyModifiers(rawValue: 1)
  public static let alt = KeyModifiers(rawValue: 2)
  public static let control = KeyModifiers(rawValue: 4)
  public static let meta = KeyModifiers(rawValue: 8)
}
