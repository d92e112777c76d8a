import LinuxABI
import UMLHost

enum HostUser {
  /// Whether these tests run as root.
  static var isRoot: Bool {
    get throws { try HostFile.status(of: "/proc/self").user == 0 }
  }
}
