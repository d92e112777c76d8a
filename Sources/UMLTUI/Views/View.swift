/// What every view needs to draw itself.
struct DrawContext {
  var theme: Theme
  var glyphs: Glyphs
}

/// A part of the screen: a value that draws itself on a surface, and remembers nothing that a
/// test could not print.
protocol View {
  func draw(on surface: inout Surface, in area: Rectangle, _ context: DrawContext)
}

extension Surface {
  /// A box with a title in its upper edge, its inside cleared; returns the inside.
  mutating func box(
    _ area: Rectangle, title: String, _ context: DrawContext
  ) -> Rectangle {
    fill(area)
    guard area.rows >= 2, area.columns >= 2 else { return Rectangle(rows: 0, columns: 0) }
    var lines = FrameLines(area: area)
    lines.addBox(area)
    lines.draw(on: &self, context.glyphs) { _, _ in context.theme.border }
    let text = TextLayout.shortened(
      title, to: area.columns - 4, mark: context.glyphs.ellipsis)
    if !text.isEmpty {
      put(" \(text) ", row: area.row, column: area.column + 1, style: context.theme.focusedTitle)
    }
    return area.inset(top: 1, left: 1, bottom: 1, right: 1)
  }
}
