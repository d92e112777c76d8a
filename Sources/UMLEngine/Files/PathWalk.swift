import LinuxABI

/// One resolution of a path, step by step. See path_resolution(7).
///
/// Symbolic links are spliced into what is left of the path, so that one loop does everything;
/// file systems only ever see single names.
struct PathWalk {
  /// More links than this in one walk are ELOOP.
  static let linkLimit = 40

  /// What the last component is, for calls that make or remove it.
  enum LastName {
    case name(FileName, mustBeDirectory: Bool)
    case dot
    case dotDot
    /// The path was `/`, or ended in a magic link.
    case root
  }

  private let context: PathContext
  private let check: AccessCheck
  private var linkCount = 0
  /// The inode the last step asked the file system for.
  private(set) var lastLookup: Inode?

  init(_ context: PathContext) {
    self.context = context
    check = AccessCheck(context)
  }

  /// The place a path leads to. `follow`: also through a link in the last component.
  mutating func resolve(_ path: [UInt8], from start: Location, follow: Bool)
    throws(Errno) -> Location
  {
    let (place, last) = try walk(path, from: start, follow: follow, stopsBeforeLast: false)
    precondition(last == nil, "a walk to the end left a name over")
    return place
  }

  /// The directory of the last component and that component, which need not exist.
  mutating func resolveParent(_ path: [UInt8], from start: Location)
    throws(Errno) -> (parent: Location, last: LastName)
  {
    let (place, last) = try walk(path, from: start, follow: false, stopsBeforeLast: true)
    return (place, last ?? .root)
  }

  /// One more link; ELOOP when there were too many.
  mutating func countLink() throws(Errno) {
    linkCount += 1
    guard linkCount <= Self.linkLimit else { throw .tooManySymbolicLinkLevels }
  }

  /// A name in a directory, and what is mounted there; nil when there is none.
  mutating func step(_ place: Location, _ name: FileName) throws(Errno) -> Location? {
    guard name.bytes.count <= FileName.lengthLimit else { throw .fileNameTooLong }
    guard let entry = try place.entry.child(name) else { return nil }
    lastLookup = entry.inode
    let found = Location(place.mount, entry)
    return entry.isMountPoint ? found.crossingMounts() : found
  }

  /// fs.protected_symlinks as Debian sets it: in a sticky directory that others can write, a last
  /// link is followed only by who made it, or where the directory's owner did.
  func protectLink(_ link: Inode, in directory: Inode) throws(Errno) {
    guard directory.permissions.contains([.sticky, .otherWrite]) else { return }
    guard link.userID == context.credentials.fileSystemUID || link.userID == directory.userID
    else { throw .permissionDenied }
  }

  // MARK: openat2(2)

  /// Where an absolute path begins.
  private func jump(to root: Location, from place: Location) throws(Errno) -> Location {
    guard !context.limits.contains(.beneath) else { throw .improperLink }
    return try pass(from: place, to: root)
  }

  private func pass(from place: Location, to next: Location) throws(Errno) -> Location {
    guard !context.limits.contains(.noCrossDevice) || place.mount === next.mount else {
      throw .improperLink
    }
    return next
  }

  private func jump(throughLinkTo target: Location, from place: Location) throws(Errno)
    -> Location
  {
    guard !context.limits.contains(.noMagicLinks) else { throw .tooManySymbolicLinkLevels }
    guard context.limits.isDisjoint(with: [.beneath, .inRoot]) else { throw .improperLink }
    return try pass(from: place, to: target)
  }

  // MARK: The walk

  private mutating func walk(
    _ path: [UInt8], from start: Location, follow: Bool, stopsBeforeLast: Bool
  ) throws(Errno) -> (Location, LastName?) {
    guard !path.isEmpty else { throw .noSuchFileOrDirectory }
    var components = PathComponents(path)
    var place = components.isAbsolute ? try jump(to: context.root, from: start) : start
    while let component = components.next() {
      guard place.inode.type == .directory else { throw .notDirectory }
      try check.require(.execute, on: place.inode)
      if component.isLast && stopsBeforeLast { return (place, try lastName(component)) }
      if component.isDot { continue }
      if component.isDotDot {
        place = try leave(place)
        continue
      }
      guard let beyond = try step(place, FileName(Array(component.name))) else {
        throw .noSuchFileOrDirectory
      }
      var found = try pass(from: place, to: beyond)
      if found.inode.type == .symbolicLink,
        !component.isLast || follow || component.mustBeDirectory
      {
        try countLink()
        if component.isLast { try protectLink(found.inode, in: place.inode) }
        switch try target(of: found) {
        case .path(let target):
          components.replaceLast(with: target)
          if components.isAbsolute { place = try jump(to: context.root, from: place) }
          continue
        case .location(let target):
          found = try jump(throughLinkTo: target, from: place)
          lastLookup = nil
        }
      }
      if component.mustBeDirectory, found.inode.type != .directory { throw .notDirectory }
      place = found
    }
    return (place, nil)
  }

  private func lastName(_ component: PathComponents.Component) throws(Errno) -> LastName {
    if component.isDot { return .dot }
    if component.isDotDot { return .dotDot }
    guard component.name.count <= FileName.lengthLimit else { throw .fileNameTooLong }
    return .name(
      FileName(Array(component.name)), mustBeDirectory: component.mustBeDirectory)
  }

  /// The directory above.
  private mutating func leave(_ place: Location) throws(Errno) -> Location {
    if context.limits.contains(.beneath), let start = context.start, place == start {
      throw .improperLink
    }
    let parent = try pass(from: place, to: place.parent(below: context.root))
    lastLookup = nil
    return parent
  }

  /// Where a symbolic link on the way leads.
  private func target(of link: Location) throws(Errno) -> LinkTarget {
    guard !link.mount.options.contains(.noSymbolicLinks),
      !context.limits.contains(.noSymbolicLinks)
    else { throw .tooManySymbolicLinkLevels }
    let target = try link.inode.linkTarget(context)
    if case .path(let path) = target, path.isEmpty { throw .noSuchFileOrDirectory }
    return target
  }
}
