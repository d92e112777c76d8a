import LinuxABI

/// An object that is nothing but events: eventfd, epoll, signalfd, timerfd, inotify.
protocol EventObject: FileObject {}

extension EventObject {
  /// It has no positions, and seeking in it does nothing: noop_llseek.
  func seek(_ offset: Int64, _ origin: SeekOrigin, from position: Int64) throws(Errno) -> Int64 {
    position
  }
}

extension FileStatus {
  /// What an object that is nothing but events reports: no type at all, as on Linux.
  static let event = FileStatus(mode: 0o600)
}
