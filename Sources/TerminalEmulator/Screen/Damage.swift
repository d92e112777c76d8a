/// What a front end has to draw again.
public struct Damage: Equatable, Sendable {
  /// By how many rows the whole screen has moved up. To be applied before `rows` are drawn; at
  /// least as large as the screen means that all of it is new.
  public var scrolledRows = 0
  /// The rows whose cells changed, in order, numbered as they stand now.
  public var rows: [Int] = []
  /// Every row looks different, though its cells have not changed: palette, reverse video.
  public var isAppearanceChanged = false
  /// The cursor moved, came, went, or has another shape.
  public var isCursorChanged = false

  public init() {}

  public var isEmpty: Bool {
    scrolledRows == 0 && rows.isEmpty && !isAppearanceChanged && !isCursorChanged
  }
}
