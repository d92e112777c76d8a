import LinuxABI

extension FileStatus {
  /// What an object that is nothing but events reports: no type at all, as on Linux.
  static let event = FileStatus(mode: 0o600)
}
