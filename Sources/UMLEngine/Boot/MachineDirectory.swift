import UMLHost

/// A machine's directory on the host, `~/.uml/NAME`: how others find it.
///
/// It holds `pid`, `mconsole` (the management console's socket) and whatever the console service
/// adds. It is claimed before the machine boots, belongs to the process, and survives restarts of
/// the guest.
public final class MachineDirectory {
  /// The machine's name: `umid=`, or a random one.
  public let name: String
  public let path: String
  /// What there was to say about the name.
  let notes: [KernelCommandLine.Note]
  private var isRemoved = false

  /// A directory that has been claimed.
  init(name: String, path: String, notes: [KernelCommandLine.Note]) {
    self.name = name
    self.path = path
    self.notes = notes
  }

  deinit { remove() }

  /// The name and the directory above.
  public var place: MachinePlace {
    MachinePlace(machineName: name, directory: HostFile.parentPath(of: path))
  }

  /// What a UML kernel that umltop runs has below the directory, and the root file system made for
  /// it.
  public static let kernelName = "kernel"
  public static let rootName = "root"

  public var managementSocket: String { "\(path)/mconsole" }
  /// The console service's.
  public var consoleSocket: String { "\(path)/console" }

  /// Removes the directory. A second call does nothing.
  public func remove() {
    guard !isRemoved else { return }
    isRemoved = true
    // What cannot be removed is found stale by the next machine of the name.
    try? HostFile.removeTree(path)
  }
}
