/// Something the mouse did over the screen.
public struct MouseInput: Hashable, Sendable {
  public enum Action: Sendable { case press, release, motion }

  public enum Button: Int, Sendable {
    case left = 0
    case middle = 1
    case right = 2
    /// Motion without a button.
    case none = 3
    case wheelUp = 64
    case wheelDown = 65
    case wheelLeft = 66
    case wheelRight = 67
    case back = 128
    case forward = 129
  }

  public var action: Action
  public var button: Button
  public var modifiers: KeyModifiers
  /// The cell, counted from zero.
  public var row: Int
  public var column: Int
  /// The pixel, counted from zero, where it is known.
  public var pixel: (x: Int, y: Int)? {
    get { pixelX.flatMap { x in pixelY.map { (x, $0) } } }
    set { (pixelX, pixelY) = (newValue?.x, newValue?.y) }
  }

  private var pixelX: Int?
  private var pixelY: Int?

  public init(
    _ action: Action, _ button: Button, row: Int, column: Int, modifiers: KeyModifiers = []
  ) {
    self.action = action
    self.button = button
    self.row = row
    self.column = column
    self.modifiers = modifiers
  }
}

/// Turns what the mouse does into reports, for programs that track it (ctlseqs, "Mouse Tracking").
public struct MouseEncoder {
  /// How many cursor keys a turn of the wheel is worth where nothing tracks the mouse.
  static let wheelKeys = 3

  /// - Returns: The report; nothing where the program has not asked for this kind of event.
  public static func encode(_ event: MouseInput, _ modes: TerminalModes) -> [UInt8] {
    switch modes.mouseTracking {
    case .off: return scroll(event, modes)
    case .pressOnly:
      guard event.action == .press, event.button.rawValue < 3 else { return [] }
    case .buttons: guard event.action != .motion else { return [] }
    case .drags: guard event.action != .motion || event.button != .none else { return [] }
    case .motion: break
    }
    // The wheel is only ever pressed.
    guard event.action == .press || !isWheel(event.button) else { return [] }

    return report(event, modes)
  }

  private static func isWheel(_ button: MouseInput.Button) -> Bool {
    (64..<128).contains(button.rawValue)
  }

  private static func scroll(_ event: MouseInput, _ modes: TerminalModes) -> [UInt8] {
    guard modes.isAlternateScroll, modes.isAlternateScreen, event.action == .press else {
      return []
    }

    let key: KeyInput
    switch event.button {
    case .wheelUp: key = .up
    case .wheelDown: key = .down
    default: return []
    }
    let bytes = KeyEncoder.encode(key, [], modes)
    return Array(repeatElement(bytes, count: wheelKeys).joined())
  }

  private static func report(_ event: MouseInput, _ modes: TerminalModes) -> [UInt8] {
    var code = event.button.rawValue
    if modes.mouseTracking != .pressOnly {
      if event.modifiers.contains(.shift) { code += 4 }
      if !event.modifiers.isDisjoint(with: [.alt, .meta]) { code += 8 }
      if event.modifiers.contains(.control) { code += 16 }
    }
    if event.action == .motion { code += 32 }
    let isRelease = event.action == .release
    let (x, y) = (max(event.column, 0) + 1, max(event.row, 0) + 1)
    switch modes.mouseEncoding {
    case .sgr: return Array("\u{1b}[<\(code);\(x);\(y)\(isRelease ? "m" : "M")".utf8)
    case .pixels:
      let (width, height) = Screen.usualCellPixelSize
      // Where only the cell is known, its middle, in the size that programs are told of.
      let (x, y) =
        event.pixel.map { ($0.x + 1, $0.y + 1) }
        ?? (x * width - width / 2, y * height - height / 2)
      return Array("\u{1b}[<\(code);\(x);\(y)\(isRelease ? "m" : "M")".utf8)
    case .urxvt: return Array("\u{1b}[\(released(code, isRelease) + 32);\(x);\(y)M".utf8)
    case .utf8: return packed([released(code, isRelease), x, y], limit: 2015)
    case .x10: return packed([released(code, isRelease), x, y], limit: 223)
    }
  }

  /// The older encodings do not say which button was let go.
  private static func released(_ code: Int, _ isRelease: Bool) -> Int {
    isRelease ? code & ~0xc3 | 3 : code
  }

  /// Numbers as characters, 32 added. What does not fit cannot be told and is not.
  private static func packed(_ numbers: [Int], limit: Int) -> [UInt8] {
    guard numbers.allSatisfy({ $0 <= limit }) else { return [] }

    var bytes = Array("\u{1b}[M".utf8)
    for number in numbers {
      if limit > 223 {
        bytes.append(utf8: UInt32(number + 32))
      } else {
        bytes.append(UInt8(number + 32))
      }
    }
    return bytes
  }
}
