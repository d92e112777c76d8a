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

  /// fs.protected_symlinks as Debian sets it: in a sticky directory that others can write, a last link is followed
  /// only by who made it, or where the directory's owner did.
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

  private mutating func walk(
    _ path: [UInt8], from start: Location, follow: Bool, stopsBeforeLast: Bool
  ) throws(Errno) -> (Location, LastName?) {
    guard !path.isEmpty else { throw .noSuchFileOrDirectory }
    var path = path
    var place = path[0] == slash ? try jump(to: context.root, from: start) : start
    var index = 0
    while true {
      while index < path.count, path[index] == slash { index += 1 }
      guard index < path.count else { return (place, nil) }
      var end = index
      while end < path.count, path[end] != slash { end += 1 }
      var next = end
      while next < path.count, path[next] == slash { next += 1 }
      let isLast = next == path.count
      let mustBeDirectory = next > end

      guard place.inode.type == .directory else { throw .notDirectory }
      try check.require(.execute, on: place.inode)

      let length = end - index
      if path[index] == dot && (length == 1 || (length == 2 && path[index + 1] == dot)) {
        if isLast && stopsBeforeLast { return (place, length == 1 ? .dot : .dotDot) }
        if length == 2 {
          if context.limits.contains(.beneath), let start = context.start, place == start {
            throw .improperLink
          }
          place = try pass(from: place, to: place.parent(below: context.root))
          lastLookup = nil
        }
        index = next
        continue
      }

      let name = FileName(Array(path[index..<end]))
      if isLast && stopsBeforeLast {
        guard length <= FileName.lengthLimit else { throw .fileNameTooLong }
        return (place, .name(name, mustBeDirectory: mustBeDirectory))
      }
      guard let beyond = try step(place, name) else { throw .noSuchFileOrDirectory }
      let found = try pass(from: place, to: beyond)
      if found.inode.type == .symbolicLink, !isLast || follow || mustBeDirectory {
        try countLink()
        if isLast { try protectLink(found.inode, in: place.inode) }
        guard !found.mount.options.contains(.noSymbolicLinks) else {
          throw .tooManySymbolicLinkLevels
        }
        guard !context.limits.contains(.noSymbolicLinks) else { throw .tooManySymbolicLinkLevels }
        switch try found.inode.linkTarget(context) {
        case .location(let target):
          place = try jump(throughLinkTo: target, from: place)
          lastLookup = nil
          index = next
          if isLast && mustBeDirectory && place.inode.type != .directory { throw .notDirectory }
        case .path(let target):
          guard !target.isEmpty else { throw .noSuchFileOrDirectory }
          path = target + path[end...]
          index = 0
          if target[0] == slash { place = try jump(to: context.root, from: place) }
        }
        continue
      }
      if isLast && mustBeDirectory && found.inode.type != .directory { throw .notDirectory }
      place = found
      index = next
    }
  }
}

private let slash = UInt8(ascii: "/")
private let dot = UInt8(ascii: ".")
