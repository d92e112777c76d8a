extension Surface {
  /// The characters alone, a line a row, without the blanks at the ends of lines.
  ///
  /// This is what tests compare, `--snapshot` prints and the README shows.
  public var text: String {
    (0..<rows).map(line).joined(separator: "\n")
  }

  func line(_ row: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for column in 0..<columns where self[row, column].width > 0 {
      scalars.append(contentsOf: clusters.scalars(of: self[row, column].content))
    }
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}
