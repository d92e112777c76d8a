import LinuxABI

@testable import UMLHost

/// A directory that goes away with the value.
final class TemporaryDirectory {
  let path: String
  let descriptor: SharedDescriptor

  init() throws(Errno) {
    path = try HostFile.makeTemporaryDirectory(prefix: "umlhost-test-")
    descriptor = SharedDescriptor(try HostFile.open(path, [.path, .directory]))
  }

  deinit {
    try? HostFile.removeTree(path)
  }
}
