import LinuxABI

/// A file of an overlay: the one above when there is one, else the one below.
class OverlayInode: Inode, Ancestral {
  let overlay: OverlayFileSystem
  private(set) var upper: Inode?
  let lower: Inode?
  /// Where it is to be copied up to; the last name it was seen under.
  private(set) var parent: OverlayDirectory?
  private(set) var name: FileName

  init(
    _ overlay: OverlayFileSystem, upper: Inode?, lower: Inode?, parent: OverlayDirectory?,
    name: FileName
  ) {
    guard let real = upper ?? lower else {
      preconditionFailure("an overlay file is made of a file")
    }
    self.overlay = overlay
    self.upper = upper
    self.lower = lower
    self.parent = parent
    self.name = name
    super.init(
      overlay, number: lower?.number ?? overlay.allocateNumber(), type: real.type,
      permissions: real.permissions, userID: real.userID, groupID: real.groupID)
    deviceNumber = real.deviceNumber
  }

  deinit { releaseAncestors() }

  func takeParent() -> OverlayDirectory? { parent.take() }

  /// Where the file's contents and attributes are now.
  var real: Inode {
    guard let real = upper ?? lower else {
      preconditionFailure("an overlay file is made of a file")
    }
    return real
  }

  func moved(to parent: OverlayDirectory, as name: FileName) {
    self.parent = parent
    self.name = name
  }

  /// The file above, copied there when it was not.
  @discardableResult
  final func copyUp(contents: Bool = true) throws(Errno) -> Inode {
    if let upper { return upper }
    // Those above come first, one after the other: there may be more of them than the stack has
    // room for.
    var waiting: [OverlayInode] = []
    while let above = (waiting.last ?? self).parent, above.upper == nil { waiting.append(above) }
    for directory in waiting.reversed() { try directory.copyUpAlone(contents: true) }
    return try copyUpAlone(contents: contents)
  }

  /// What is above has been copied.
  @discardableResult
  private func copyUpAlone(contents: Bool) throws(Errno) -> Inode {
    guard let parent, let above = parent.upper, let lower else { throw .staleNFSFileHandle }
    let copy = try makeCopy(of: lower, in: above, contents: contents)
    upper = copy
    parent.adopt(self, as: name)
    return copy
  }

  private func makeCopy(of lower: Inode, in directory: Inode, contents: Bool) throws(Errno) -> Inode
  {
    let status = try lower.status()
    var file = NewFile(type: type, permissions: permissions, userID: userID, groupID: groupID)
    file.deviceNumber = deviceNumber
    if type == .symbolicLink { file.target = try lower.readLink(kernelContext()) }
    let copy = try directory.create(name, file)
    do throws(Errno) {
      if contents, type == .regular { try copyContents(of: lower, to: copy, status.size) }
      try copy.apply(
        AttributeChange(
          accessTime: .at(status.accessTime), modificationTime: .at(status.modificationTime)))
    } catch {
      // Half a copy must not hide the whole file.
      try directory.unlink(name, copy)
      throw error
    }
    return copy
  }

  private func copyContents(of lower: Inode, to copy: Inode, _ size: Int64) throws(Errno) {
    let context = try kernelContext()
    let source = OpenFile(try lower.open([.readOnly], context), flags: [.readOnly])
    let target = OpenFile(try copy.open([.writeOnly], context), flags: [.writeOnly])
    source.retain()
    target.retain()
    defer {
      source.release()
      target.release()
    }
    var position: Int64 = 0
    while position < size {
      var piece = ReadDestination(kernelCapacity: 1 << 18)
      guard try source.object.read(&piece, at: position, source) > 0 else { return }
      var bytes = WriteSource(kernel: piece.bytes)
      while bytes.remaining > 0 {
        let written = try target.object.write(&bytes, at: position, target)
        guard written > 0 else { throw .noSpace }
        position += Int64(written)
      }
    }
  }

  private func kernelContext() throws(Errno) -> PathContext {
    PathContext(try overlay.files.initialContext())
  }

  // MARK: Attributes

  override func status() throws(Errno) -> FileStatus { shown(try real.status()) }
  override func statusAfterLookup() throws(Errno) -> FileStatus {
    shown(try real.statusAfterLookup())
  }

  private func shown(_ status: FileStatus) -> FileStatus {
    var status = status
    status.device = overlay.device.rawValue
    status.inode = number
    return status
  }

  override func apply(_ change: AttributeChange) throws(Errno) {
    let upper = try copyUp()
    try upper.apply(change)
    permissions = upper.permissions
    userID = upper.userID
    groupID = upper.groupID
  }

  override func readLink(_ context: PathContext) throws(Errno) -> [UInt8] {
    try real.readLink(context)
  }

  override func extendedAttribute(_ name: [UInt8]) throws(Errno) -> [UInt8] {
    try real.extendedAttribute(name)
  }

  override func setExtendedAttribute(
    _ name: [UInt8], _ value: [UInt8]?, _ flags: ExtendedAttributeFlags
  ) throws(Errno) {
    // What cannot be kept is not worth a copy.
    guard upper != nil || type == .regular || type == .directory else { throw .notPermitted }
    try copyUp().setExtendedAttribute(name, value, flags)
  }

  override func extendedAttributeNames() throws(Errno) -> [[UInt8]] {
    try real.extendedAttributeNames()
  }

  // MARK: Contents

  override func open(_ flags: OpenFlags, _ context: PathContext) throws(Errno) -> any FileObject {
    let writes = flags.isWritable || flags.contains(.truncate)
    let opened = writes ? try copyUp(contents: !flags.contains(.truncate)) : real
    return OverlayFile(self, try opened.open(flags, context))
  }

  override func truncate(to size: Int64) throws(Errno) { try copyUp().truncate(to: size) }

  override func hostDescriptor(writable: Bool) throws(Errno) -> Int32 {
    try (writable ? copyUp() : real).hostDescriptor(writable: writable)
  }
}
