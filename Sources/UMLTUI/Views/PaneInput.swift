import TerminalEmulator

/// Our events as the bytes that the program in a pane expects, by the modes it has chosen.
struct PaneInput {
  let modes: TerminalModes

  func encode(_ key: KeyEvent) -> [UInt8] {
    KeyEncoder.encode(KeyInput(key.key), KeyModifiers(key.modifiers), modes)
  }

  func encode(_ mouse: MouseEvent) -> [UInt8] {
    let action: MouseInput.Action =
      switch mouse.action {
      case .press: .press
      case .release: .release
      case .move: .motion
      }
    let button: MouseInput.Button =
      switch mouse.button {
      case .left: .left
      case .middle: .middle
      case .right: .right
      case .none: .none
      case .wheelUp: .wheelUp
      case .wheelDown: .wheelDown
      case .wheelLeft: .wheelLeft
      case .wheelRight: .wheelRight
      }
    let input = MouseInput(
      action, button, row: mouse.row, column: mouse.column,
      modifiers: KeyModifiers(mouse.modifiers))
    return MouseEncoder.encode(input, modes)
  }

  func encode(paste bytes: [UInt8]) -> [UInt8] {
    PasteEncoder.encode(String(decoding: bytes, as: UTF8.self), bracketed: modes.isBracketedPaste)
  }

  func encode(focus: Bool) -> [UInt8] { KeyEncoder.encode(focused: focus, modes) }
}

extension KeyInput {
  fileprivate init(_ key: KeyEvent.Key) {
    switch key {
    case .character(let scalar): self = .text(String(Character(scalar)))
    case .enter: self = .enter
    case .tab: self = .tab
    case .backspace: self = .backspace
    case .escape: self = .escape
    case .up: self = .up
    case .down: self = .down
    case .left: self = .left
    case .right: self = .right
    case .begin: self = .begin
    case .home: self = .home
    case .end: self = .end
    case .pageUp: self = .pageUp
    case .pageDown: self = .pageDown
    case .insert: self = .insert
    case .delete: self = .delete
    case .function(let number): self = .function(number)
    case .keypad(let legend): self = .keypad(Character(legend))
    }
  }
}

extension KeyModifiers {
  fileprivate init(_ modifiers: InputModifiers) {
    self = []
    if modifiers.contains(.shift) { insert(.shift) }
    if modifiers.contains(.alt) { insert(.alt) }
    if modifiers.contains(.control) { insert(.control) }
  }
}
