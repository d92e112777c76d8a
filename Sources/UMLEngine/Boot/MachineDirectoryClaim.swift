import LinuxABI
import UMLHost

// How a machine gets its directory: one name, one machine, whoever else starts at the same moment.
extension MachineDirectory {
  /// Makes a directory for a guest that is no machine of ours, such as a command. No `name`, or one
  /// that is taken, picks a random one; `directory` is what `uml_dir=` would say.
  ///
  /// - Throws: why it cannot be made, and what would help, in words for a person.
  public static func claim(
    name: String?, in directory: String? = nil
  ) throws(BootError) -> MachineDirectory {
    try claim(IdentityOptions(name: name, directory: directory))
  }

  /// Makes the directory, or takes over one whose machine is dead. A name that is taken is
  /// replaced by a random one.
  static func claim(_ options: IdentityOptions) throws(BootError) -> MachineDirectory {
    let parent = try parentPath(options.directory)
    do throws(Errno) {
      try HostFile.makeDirectories(parent, permissions: 0o700)
      let directory = try HostFile.open(parent, .directory)
      try requireOwn(parent)
      // One at a time, so that nobody takes a directory that is just being made for stale.
      _ = try directory.lock(waiting: true)
      StaleSockets.remove(beside: parent)
      return try claim(options.name, in: parent)
    } catch {
      let why = HostFile.distrust(of: parent) ?? error.description
      let remedy = options.directory == nil ? "; uml_dir= names another place" : ""
      throw BootError("cannot make a machine's directory in \(parent): \(why)\(remedy)")
    }
  }

  /// Its sockets control the machine: nobody else of the host may put others in their place.
  private static func requireOwn(_ directory: String) throws(Errno) {
    guard HostFile.distrust(of: directory) == nil else { throw .notPermitted }
  }

  private static func claim(_ name: String?, in parent: String) throws(Errno) -> MachineDirectory {
    var notes: [KernelCommandLine.Note] = []
    if let name {
      switch try make(name, in: parent) {
      case .made(let path): return MachineDirectory(name: name, path: path, notes: [])
      case .taken(let why):
        notes = [
          .init(level: .error, text: why),
          .init(
            level: .error,
            text: "Failed to initialize umid \"\(name)\", trying with a random umid"),
        ]
      }
    }
    while true {
      let name = try HostSystem.randomName()
      if case .made(let path) = try make(name, in: parent) {
        return MachineDirectory(name: name, path: path, notes: notes)
      }
    }
  }

  private enum Making {
    case made(String)
    case taken(String)
  }

  private static func make(_ name: String, in parent: String) throws(Errno) -> Making {
    let path = "\(parent)/\(name)"
    let directory = try HostFile.open(parent, .directory)
    do throws(Errno) {
      try directory.makeDirectory(try HostFileName(name), permissions: 0o700)
    } catch {
      guard error == .fileExists else { throw error }
      if let why = try owner(of: path, name) { return .taken(why) }
      try HostFile.removeTree(path)
      try directory.makeDirectory(try HostFileName(name), permissions: 0o700)
    }
    do throws(Errno) {
      try HostFile.writeAtomically(
        Array("\(HostSystem.processID)\n".utf8), to: "\(path)/pid", permissions: 0o644)
    } catch {
      // A full disk: an empty directory would stay for ever.
      try? HostFile.removeTree(path)
      throw error
    }
    return .made(path)
  }

  /// Who keeps a directory from being taken over; nil when its machine is dead.
  private static func owner(of path: String, _ name: String) throws(Errno) -> String? {
    guard HostFile.isDirectory(path), try HostFile.names(in: path).allSatisfy(isMachines) else {
      return "umid \"\(name)\" : \(path) exists and is no machine's directory"
    }
    guard let text = try? HostFile.text(of: "\(path)/pid"),
      let process = Int32(text.prefix { $0.isNumber }), HostSystem.isProcessAlive(process)
    else { return nil }
    // The number of a machine that was killed may be somebody else's by now, or nobody has buried
    // it; its sockets are dead.
    let answers = [
      HostSocket.isServed("\(path)/mconsole", .datagram),
      HostSocket.isServed("\(path)/console", .stream),
    ].compactMap { $0 }
    if !answers.isEmpty, !answers.contains(true) { return nil }
    return "umid \"\(name)\" is already in use by pid \(process)"
  }

  /// Whether a file of this name may be in a machine's directory.
  private static func isMachines(_ name: String) -> Bool {
    let known: Set<String> = ["pid", "mconsole", "console", "windows", kernelName, rootName]
    // One that was killed in the very beginning leaves the number it was writing.
    return known.contains(name) || name.hasPrefix("pid.") && name.hasSuffix(".tmp")
  }

  private static func parentPath(_ directory: String?) throws(BootError) -> String {
    let directory = directory ?? "~/.uml"
    var path = directory
    if directory == "~" || directory.hasPrefix("~/") {
      guard let home = HostEnvironment["HOME"], !home.isEmpty else {
        throw BootError(
          "make_uml_dir: no value in environment for HOME; set it, or name a directory with uml_dir="
        )
      }
      path = home + directory.dropFirst()
    }
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    guard !path.hasPrefix("/") else { return path }
    // The guest's working directory is not ours to rely on later.
    let here = (try? HostSystem.currentDirectory()) ?? "."
    return "\(here)/\(path)"
  }
}
