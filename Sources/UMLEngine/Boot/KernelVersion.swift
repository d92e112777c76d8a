/// What this kernel calls itself.
enum KernelVersion {
  /// uname's release: what C libraries and programs compare with the kernel they need.
  static let release = "6.1.0-umltop"
  static let version = "#1 SMP"
}
