/// Where programs have sent the window, as they hear it back. A pane is never moved or iconified.
struct WindowState: Equatable {
  var isIconified = false
  /// In pixels, from the upper left.
  var position = Position()

  struct Position: Equatable {
    var x = 0
    var y = 0
  }
}
