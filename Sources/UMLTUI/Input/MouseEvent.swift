/// What the mouse did, in cells from 0 at the top left of the terminal.
public struct MouseEvent: Hashable, Sendable {
  public enum Button: Hashable, Sendable {
    case left, middle, right, none
    case wheelUp, wheelDown, wheelLeft, wheelRight

    var isWheel: Bool {
      switch self {
      case .wheelUp, .wheelDown, .wheelLeft, .wheelRight: true
      case .left, .middle, .right, .none: false
      }
    }
  }

  public enum Action: Hashable, Sendable {
    case press, release
    /// Moved, with the button held if there is one.
    case move
  }

  public var action: Action
  public var button: Button
  public var row: Int
  public var column: Int
  public var modifiers: InputModifiers

  public init(
    _ action: Action, _ button: Button, row: Int, column: Int, _ modifiers: InputModifiers = []
  ) {
    self.action = action
    self.button = button
    self.row = row
    self.column = column
    self.modifiers = modifiers
  }

  /// Decodes xterm's button number, which packs button, motion and modifiers.
  init(code: Int, isRelease: Bool, row: Int, column: Int) {
    let isMotion = code & 32 != 0
    let low = code & 3
    let button: Button =
      switch code & 0xc0 {
      case 64: [.wheelUp, .wheelDown, .wheelLeft, .wheelRight][low]
      case 0: [.left, .middle, .right, .none][low]
      default: .none
      }
    var modifiers: InputModifiers = []
    if code & 4 != 0 { modifiers.insert(.shift) }
    if code & 8 != 0 { modifiers.insert(.alt) }
    if code & 16 != 0 { modifiers.insert(.control) }
    self.init(
      isMotion ? .move : isRelease ? .release : .press, button, row: max(0, row),
      column: max(0, column), modifiers)
  }
}
