import LinuxABI

/// A terminal as sessions and processes see it.
protocol ControllingTerminal: AnyObject {
  /// tty_nr of /proc/PID/stat.
  var device: DeviceNumber { get }
  /// The foreground process group's number; 0 when there is none.
  var foregroundGroup: Int32 { get }

  /// The leader of its session ended: the session loses the terminal, its foreground group gets
  /// SIGHUP and SIGCONT.
  func leaderExited(_ leader: Process)
}
