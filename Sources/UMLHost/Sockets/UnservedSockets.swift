import LinuxABI

extension HostSocket {
  /// Removes the sockets of a directory that nobody listens at any more, as processes that were
  /// killed leave them. What cannot be removed stays, and so does what is no socket.
  public static func removeUnserved(
    in directory: String, _ kind: Kind, where isOurs: (_ name: String) -> Bool
  ) {
    for name in (try? HostFile.names(in: directory)) ?? [] where isOurs(name) {
      let path = "\(directory)/\(name)"
      guard (try? HostFile.status(of: path, followingLink: false))?.type == .socket,
        isServed(path, kind) == false
      else { continue }
      try? HostFile.remove(path)
    }
  }
}
