/// What the parts of the interface look like. States and focus also differ by word, shape or
/// weight, so that a terminal without colour loses nothing.
struct Theme: Equatable, Sendable {
  var bar: SurfaceStyle
  var barStrong: SurfaceStyle
  var hint: SurfaceStyle
  var border: SurfaceStyle
  var focusedBorder: SurfaceStyle
  var title: SurfaceStyle
  var focusedTitle: SurfaceStyle
  var notice: SurfaceStyle
  var selection: SurfaceStyle
  var match: SurfaceStyle
  private var usesColor: Bool

  static let color = Theme(
    bar: SurfaceStyle(attributes: .reverse),
    barStrong: SurfaceStyle(attributes: [.reverse, .bold]),
    hint: SurfaceStyle(),
    border: SurfaceStyle(foreground: .palette(8)),
    focusedBorder: SurfaceStyle(foreground: .green, attributes: .bold),
    title: SurfaceStyle(),
    focusedTitle: SurfaceStyle(foreground: .green, attributes: .bold),
    notice: SurfaceStyle(foreground: .yellow, attributes: .bold),
    selection: SurfaceStyle(attributes: .reverse),
    match: SurfaceStyle(foreground: .palette(0), background: .yellow),
    usesColor: true)

  static let monochrome = Theme(
    bar: SurfaceStyle(attributes: .reverse),
    barStrong: SurfaceStyle(attributes: [.reverse, .bold]),
    hint: SurfaceStyle(),
    border: SurfaceStyle(),
    focusedBorder: SurfaceStyle(attributes: .bold),
    title: SurfaceStyle(),
    focusedTitle: SurfaceStyle(attributes: .bold),
    notice: SurfaceStyle(attributes: .bold),
    selection: SurfaceStyle(attributes: .reverse),
    match: SurfaceStyle(attributes: .reverse),
    usesColor: false)

  /// A guest's state on a bar or in a title.
  func state(_ state: GuestState, over base: SurfaceStyle) -> SurfaceStyle {
    var style = base
    guard usesColor else { return style }
    // On a reversed bar the background is what the eye takes for the colour of the text.
    let color: SurfaceColor =
      switch state {
      case .booting: .yellow
      case .running: .green
      case .halted, .lost: .standard
      case .panicked: .red
      }
    guard color != .standard else { return style }
    if style.attributes.contains(.reverse) {
      style.foreground = color
    } else {
      style.foreground = color
      style.attributes.insert(.bold)
    }
    return style
  }
}
