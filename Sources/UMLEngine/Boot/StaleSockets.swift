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
    HostSocket.removeUnserved(in: machines, .datagram) { $0.hasPrefix(".") }
    HostSocket.removeUnserved(in: windowDirectory, .datagram) { $0.hasPrefix(windowPrefix) }
    let cables = "\(machines)/\(MachinePlace.cableDirectoryName)"
    // Whoever is just making one holds the lock: it looks dead until it listens.
    guard let directory = try? HostFile.open(cables, .directory),
      (try? directory.lock(waiting: false)) == true
    else { return }
    HostSocket.removeUnserved(in: cables, .stream) { _ in true }
  }
}
