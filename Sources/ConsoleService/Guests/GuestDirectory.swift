import LinuxABI
import UMLHost

/// The directory where guests are found, UML's `~/.uml`: one directory for each, by its umid, with
/// `pid`, `mconsole` and, where a console service runs, `console`.
public struct GuestDirectory: Sendable {
  public let path: String

  /// - Parameter path: what `uml_dir=` says; nil is `~/.uml`. A relative one is taken from here,
  ///   once: who is told of it may work elsewhere.
  public init(path: String? = nil) {
    switch path {
    case nil: self.path = "\(HostPaths.home)/.uml"
    case .some(let given) where given == "~" || given.hasPrefix("~/"):
      self.path = HostPaths.home + given.dropFirst()
    case .some(let given) where given.hasPrefix("/"): self.path = given
    case .some(let given):
      self.path = (try? HostSystem.currentDirectory()).map { "\($0)/\(given)" } ?? given
    }
  }

  /// Everybody there is, dead ones too, by name.
  public var entries: [GuestEntry] {
    let names = (try? HostFile.names(in: path)) ?? []
    return names.sorted().compactMap { GuestEntry(umid: $0, path: "\(path)/\($0)") }
  }

  /// Those that run.
  public var running: [GuestEntry] { entries.filter(\.isAlive) }

  /// A guest that runs, by its umid.
  ///
  /// - Throws: that there is none, or that it is dead, and who else there is.
  public func find(_ umid: String) throws(GuestLookupError) -> GuestEntry {
    guard let entry = GuestEntry(umid: umid, path: "\(path)/\(umid)"), !umid.contains("/") else {
      throw GuestLookupError(.unknown, umid, self)
    }
    guard entry.isAlive else { throw GuestLookupError(.dead(entry), umid, self) }
    return entry
  }

  /// A guest that runs and has a console service.
  ///
  /// - Throws: the same, or that nobody serves its consoles.
  public func findServed(_ umid: String) throws(GuestLookupError) -> GuestEntry {
    let entry = try find(umid)
    guard entry.hasConsoleService else { throw GuestLookupError(.unserved, umid, self) }
    return entry
  }
}

/// Why there is no such guest, in words for a person, who else there is included.
public struct GuestLookupError: Error, CustomStringConvertible {
  enum Reason {
    case unknown
    case dead(GuestEntry)
    case unserved
  }

  public let description: String

  init(_ reason: Reason, _ umid: String, _ directory: GuestDirectory) {
    let names = directory.running.map(\.umid)
    let others =
      names.isEmpty ? "no guest is running" : "running: \(names.joined(separator: ", "))"
    description =
      switch reason {
      case .unknown: "there is no guest '\(umid)' in \(directory.path) (\(others))"
      case .dead(let entry):
        "guest '\(umid)' is gone: \(entry.whyDead), but it left \(entry.path) behind (\(others))"
      case .unserved:
        "guest '\(umid)' has no console service: it was not booted by umltop, or its lines are not "
          + "panes; its management console answers to: umltop mconsole \(umid) help"
      }
  }
}
