/// What the workspace wants done that is not its own to do.
public enum WorkspaceEffect: Hashable, Sendable {
  /// Leave the interface; the guests run on.
  case detach
  case beep
  /// Draw everything again, whatever the terminal is believed to show.
  case redraw
  case setMouse(Bool)
  /// Text for the clipboard of the user's terminal.
  case copy([UInt8])
  case control(guest: String, GuestAction)
  /// Boot another guest, with words as for `umltop boot`.
  case boot(String)
  /// Look for guests that came since.
  case findGuests
}

/// What one can do to a guest from outside.
public enum GuestAction: Hashable, Sendable {
  case halt
  case reboot
  /// Boot it again, after it has ended.
  case restart
}
