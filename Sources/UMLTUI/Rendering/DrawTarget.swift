/// Where frames go: the user's terminal, or text in a test.
protocol DrawTarget: AnyObject {
  var rows: Int { get }
  var columns: Int { get }

  /// Shows the runs of a surface and puts the cursor in its place. May wait for the terminal.
  func show(_ runs: [SurfaceRun], of surface: Surface)
  /// The terminal now has another size; what it shows is unknown.
  func resize(rows: Int, columns: Int)
  /// What the terminal shows is unknown: the next `show` sends all of it.
  func forget()
  func beep()
}
