import LinuxABI
import UMLHost

/// The directory of the host that the command line gave to a guest: all that its hostfs mounts are
/// taken from.
///
/// It is opened once, at boot. Whoever may change what is above it, another guest for instance,
/// changes nothing about what was given.
struct HostGrant {
  private let root: Result<SharedDescriptor, Errno>
  /// The front of the paths that name it.
  private let prefix: [ArraySlice<UInt8>]

  /// `hostfs=DIR`: paths begin at the directory.
  init(root directory: [UInt8]) {
    root = Self.open(directory)
    prefix = []
  }

  /// `rootfstype=hostfs rootflags=DIR`: paths are the host's, and have to lead there or below.
  init(below directory: [UInt8]) {
    root = Self.open(directory)
    prefix = Self.names(directory)
  }

  /// Opens a directory name by name; a link on the way is refused, and so is `..`. EPERM outside of
  /// what was given.
  func open(_ path: [UInt8]) throws(Errno) -> SharedDescriptor {
    let names = Self.names(path)
    guard names.starts(with: prefix) else { throw .notPermitted }
    var place = try root.get()
    for name in names.dropFirst(prefix.count) {
      place = SharedDescriptor(
        try place.open(try HostFileName(Array(name)), [.path, .directory, .noFollow]))
    }
    return place
  }

  private static func open(_ path: [UInt8]) -> Result<SharedDescriptor, Errno> {
    Result { () throws(Errno) in
      SharedDescriptor(
        try HostFile.open("/" + String(decoding: path, as: UTF8.self), [.path, .directory]))
    }
  }

  private static func names(_ path: [UInt8]) -> [ArraySlice<UInt8>] {
    path.split(separator: UInt8(ascii: "/")).filter { $0 != [UInt8(ascii: ".")] }
  }
}
