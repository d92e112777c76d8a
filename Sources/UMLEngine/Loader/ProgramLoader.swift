import LinuxABI

/// Turns an execve request into a program that can be mapped: path, permissions, `#!` lines, ELF.
/// See execve(2).
struct ProgramLoader {
  /// Scripts that name scripts: as Linux.
  private static let scriptLimit = 5
  /// How much of a `#!` line is looked at.
  private static let lineLimit = 256

  let kernel: Kernel
  let task: Task

  /// What becomes of the task when the program has replaced it.
  final class Context {
    let location: Location
    let credentials: Credentials
    let name: [UInt8]

    init(location: Location, credentials: Credentials, name: [UInt8]) {
      self.location = location
      self.credentials = credentials
      self.name = name
    }
  }

  func load(_ request: ExecuteRequest) throws(Errno) -> ProgramImage {
    guard request.flags & ~0x1100 == 0 else { throw .invalidArgument }
    var location = try locate(request)
    // What a script's interpreter opens, and AT_EXECFN, when the path begins at a descriptor.
    let isRelative =
      request.directory != AtFlags.workingDirectory && request.path.first != UInt8(ascii: "/")
    var path = request.path
    if isRelative {
      let start = "/dev/fd/\(request.directory)\(path.isEmpty ? "" : "/")"
      path.insert(contentsOf: start.utf8, at: 0)
    }
    let name = path
    let shortName = Array(path.split(separator: UInt8(ascii: "/")).last ?? []).prefix(15)
    var leading: [[UInt8]]?
    for _ in 0..<Self.scriptLimit {
      let (file, start) = try open(location)
      if start.starts(with: "#!".utf8) {
        // The interpreter could not open what is closed before it runs.
        if isRelative, task.files.slot(request.directory)?.closesOnExecute == true {
          throw .noSuchFileOrDirectory
        }
        let (interpreter, argument) = try Self.interpreterLine(start)
        leading =
          [interpreter] + (argument.map { [$0] } ?? []) + [path] + (leading?.dropFirst() ?? [])
        path = interpreter
        location = try kernel.files.resolve(interpreter, from: task)
        continue
      }
      var image = try image(file, location, leading, Array(shortName))
      image.path = name
      image.stackBytes = stackBytes
      return image
    }
    throw .tooManySymbolicLinkLevels
  }

  /// More stack than this grows when the program itself goes there; the kernel's own copies to it
  /// fail until then.
  private static let stackLimit: UInt64 = 64 << 20

  private var stackBytes: UInt64 {
    let limits = task.process.limits
    return min(limits[.stack].current, limits[.addressSpace].current / 4, Self.stackLimit) & ~4095
  }

  private func locate(_ request: ExecuteRequest) throws(Errno) -> Location {
    let emptyPath: UInt32 = 0x1000
    let noFollow: UInt32 = 0x100
    if request.path.isEmpty {
      guard request.flags & emptyPath != 0 else { throw .noSuchFileOrDirectory }
      guard let location = try task.files[request.directory].location else {
        throw .permissionDenied
      }
      return location
    }
    let follow = request.flags & noFollow == 0
    let location = try kernel.files.resolve(
      request.path, from: task, directory: request.directory, followLast: follow)
    guard follow || location.inode.type != .symbolicLink else { throw .tooManySymbolicLinkLevels }
    return location
  }

  /// The file, checked for permission to execute it, with its first bytes.
  private func open(_ location: Location) throws(Errno) -> (file: OpenFile, start: [UInt8]) {
    guard location.inode.type == .regular else { throw .permissionDenied }
    guard !location.mount.options.contains(.noExecute) else { throw .permissionDenied }
    try AccessCheck(task.credentials).require(.execute, on: location.inode)
    guard location.inode.writerCount <= 0 else { throw .textFileBusy }
    let object = try location.inode.open([], PathContext(task))
    let file = OpenFile(object, location: location, flags: [])
    // Nobody will close it: what is read and mapped from here on does not need it open.
    defer { object.closed(file) }
    var destination = ReadDestination(kernelCapacity: Self.lineLimit)
    _ = try object.read(&destination, at: 0, file)
    return (file, destination.bytes)
  }

  /// `#!interpreter [argument]`: one argument at most, with all its spaces.
  private static func interpreterLine(_ start: [UInt8]) throws(Errno) -> ([UInt8], [UInt8]?) {
    let isComplete = start.contains(UInt8(ascii: "\n")) || start.count < lineLimit
    let line = start.prefix { $0 != UInt8(ascii: "\n") && $0 != 0 }.dropFirst(2)
    let blanks: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    let trimmed = line.drop { blanks.contains($0) }
    let interpreter = trimmed.prefix { !blanks.contains($0) }
    // A name that may have been cut off must not run something else.
    guard !interpreter.isEmpty, isComplete || interpreter.endIndex < line.endIndex else {
      throw .execFormatError
    }
    var argument = trimmed[interpreter.endIndex...].drop { blanks.contains($0) }
    while let last = argument.last, blanks.contains(last) { argument.removeLast() }
    return (Array(interpreter), argument.isEmpty ? nil : Array(argument))
  }

  private func image(
    _ file: OpenFile, _ location: Location, _ leading: [[UInt8]]?, _ name: [UInt8]
  ) throws(Errno) -> ProgramImage {
    let program = try ELFLoader.load(file.object, file)
    kernel.mappedFiles.note(location, mapping: program.descriptor)
    var interpreter: ELFImage?
    if let path = program.interpreter {
      let place = try kernel.files.resolve(path, from: task)
      let (file, _) = try open(place)
      let image = try ELFLoader.load(file.object, file)
      kernel.mappedFiles.note(place, mapping: image.descriptor)
      interpreter = image
    }
    let credentials = newCredentials(location)
    let old = task.credentials
    let isSecure =
      credentials.effectiveUID != old.uid || credentials.effectiveGID != old.gid
    return ProgramImage(
      program: program, interpreter: interpreter, leadingArguments: leading,
      identity: ProgramIdentity(
        uid: credentials.uid, effectiveUID: credentials.effectiveUID, gid: credentials.gid,
        effectiveGID: credentials.effectiveGID, isSecure: isSecure),
      context: Context(location: location, credentials: credentials, name: name))
  }

  /// Set-user-ID and set-group-ID, and what a change of user does to capabilities. See
  /// capabilities(7).
  private func newCredentials(_ location: Location) -> Credentials {
    var new = task.credentials
    let inode = location.inode
    let honoured =
      !location.mount.options.contains(.noSetID) && !task.process.noNewPrivileges
    if honoured && inode.permissions.contains(.setUserID) { new.effectiveUID = inode.userID }
    if honoured && inode.permissions.contains([.setGroupID, .groupExecute]) {
      new.effectiveGID = inode.groupID
    }
    new.savedUID = new.effectiveUID
    new.savedGID = new.effectiveGID
    new.fileSystemUID = new.effectiveUID
    new.fileSystemGID = new.effectiveGID
    let rootCounts = !new.secureBits.contains(.noRoot)
    new.capabilities.recompute(
      isRoot: rootCounts && (new.effectiveUID == 0 || new.uid == 0),
      isEffectiveRoot: rootCounts && new.effectiveUID == 0,
      isSetID: new.effectiveUID != new.uid || new.effectiveGID != new.gid)
    return new
  }
}
