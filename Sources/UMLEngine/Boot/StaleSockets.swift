import LinuxABI
import UMLHost

/// Sockets of processes that were killed, where nobody else takes them away.
enum StaleSockets {
  /// Where windows are handed over, see ``EmulatorWindow``.
  static let windowDirectory = "/tmp"
  static let windowPrefix = "xterm-pipe"

  /// Removes those that lie beside machines' directories, of interfaces and cables, and those of
  /// windows that never opened, UML's too. What cannot be removed stays.
  static func remove(beside machines: String) {
    sweep(machines, .datagram) { $0.hasPrefix(".") }
    sweep(windowDirectory, .datagram) { $0.hasPrefix(windowPrefix) }
    let cables = "\(machines)/\(MachinePlace.cableDirectoryName)"
    // Whoever is just making one holds the lock: it looks dead until it listens.
    guard let directory = try? HostFile.open(cables, .directory),
      (try? directory.lock(waiting: false)) == true
    else { return }
    sweep(cables, .stream) { _ in true }
  }

  private static func sweep(
    _ directory: String, _ kind: HostSocket.Kind, _ isOurs: (String) -> Bool
  ) {
    for name in (try? HostFile.names(in: directory)) ?? [] where isOurs(name) {
      let path = "\(directory)/\(name)"
      guard (try? HostFile.status(of: path, followingLink: false))?.type == .socket,
        HostSocket.isServed(path, kind) == false
      else { continue }
      try? HostFile.remove(path)
    }
  }
}
