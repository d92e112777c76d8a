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

extension GuestDirectory {
  /// Where a guest is that finds itself here: a kernel that umltop runs has a directory of its own,
  /// below the guest's.
  public func leavingKernel(of umid: String) -> GuestDirectory {
    let place = "/\(umid)/\(MachineDirectory.kernelName)"
    var own = Substring(path)
    while own.last == "/" { own.removeLast() }
    return own.hasSuffix(place) ? GuestDirectory(path: String(own.dropLast(place.count))) : self
  }
}
