/// What came from the user's terminal.
public enum InputEvent: Hashable, Sendable {
  case key(KeyEvent)
  case mouse(MouseEvent)
  /// Pasted text, without the terminal's brackets. A long paste may come in several.
  case paste([UInt8])
  /// The terminal's window gained or lost the keyboard.
  case focus(Bool)
  /// A sequence we have no name for: for the guest, as it is.
  case unknown([UInt8])
}
