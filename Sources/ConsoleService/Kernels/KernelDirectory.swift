import LinuxABI
import UMLEngine
import UMLHost

/// Where a UML kernel that we run keeps its `pid` and `mconsole`: below the guest's own directory,
/// because a kernel empties its directory when it reboots.
struct KernelDirectory {
  private let guest: MachineDirectory

  init(_ guest: MachineDirectory) { self.guest = guest }

  /// For `uml_dir=`.
  var path: String { "\(guest.path)/\(MachineDirectory.kernelName)" }
  var managementPath: String { "\(path)/\(guest.name)/mconsole" }

  /// Makes it, and lets `uml_mconsole` find the socket where it looks.
  func prepare() throws(Errno) {
    try HostFile.makeDirectories(path)
    try HostFile.makeSymbolicLink(
      guest.managementSocket, target: "\(MachineDirectory.kernelName)/\(guest.name)/mconsole")
  }
}
