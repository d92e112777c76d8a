import UMLHost

/// Where a machine lives on the host: its name, and the directory that it shares with others.
public struct MachinePlace: Sendable, Equatable {
  public var machineName: String
  /// What `uml_dir=` says: the directory of the machines' directories.
  public var directory: String

  public init(machineName: String, directory: String) {
    self.machineName = machineName
    self.directory = directory
  }

  /// The socket where the ends of a cable meet.
  public func cablePath(_ name: String) -> String {
    name.hasPrefix("/") ? name : "\(directory)/\(Self.cableDirectoryName)/\(name)"
  }

  /// Cables that somebody at the other end still holds, by the line of this machine they were
  /// joined to: the machine crashed, or its host process was started anew.
  package var pluggedCables: [String: String] {
    guard !machineName.isEmpty else { return [:] }
    let directory = "\(directory)/\(Self.cableDirectoryName)"
    var cables: [String: String] = [:]
    for name in (try? HostFile.names(in: directory)) ?? [] {
      guard let ends = CableSpec.ends(of: name) else { continue }
      for end in [ends.0, ends.1] where end.hasPrefix("\(machineName):") {
        guard HostSocket.isServed("\(directory)/\(name)", .stream) == true else { continue }
        cables[String(end.dropFirst(machineName.count + 1))] = "cable:\(name)"
      }
    }
    return cables
  }

  public static let cableDirectoryName = ".cables"
}
