import LinuxABI

/// devpts: a node for each pseudo terminal whose primary side is open, and ptmx.
final class PseudoTerminalFileSystem: FileSystem {
  fileprivate let terminals: PseudoTerminals
  private var options: PseudoTerminalOptions

  init(_ request: MountRequest, _ terminals: PseudoTerminals) throws(Errno) {
    self.terminals = terminals
    options = try PseudoTerminalOptions(parsing: request.parsedOptions)
    super.init("devpts", request.files)
    terminals.options = options
  }

  override var magic: Int64 { 0x1cd1 }
  override var optionText: String { options.text }
  /// Nodes come and go with the terminals.
  override var keepsEntries: Bool { false }

  override func makeRoot() throws(Errno) -> Inode {
    PseudoTerminalDirectory(self, primaryPermissions: options.primaryPermissions)
  }

  override func remount(options bytes: [UInt8]) throws(Errno) {
    let request = MountRequest(source: [], options: bytes, files: files, context: nil)
    options = try PseudoTerminalOptions(parsing: request.parsedOptions)
    terminals.options = options
  }
}

private final class PseudoTerminalDirectory: SyntheticInode {
  private let terminals: PseudoTerminals
  private let primary: PseudoTerminalNode
  private var nodes: [UInt32: PseudoTerminalNode] = [:]

  init(_ system: PseudoTerminalFileSystem, primaryPermissions: FileMode) {
    terminals = system.terminals
    primary = PseudoTerminalNode(
      system, number: 2, device: DeviceNumber(major: 5, minor: 2), pair: nil)
    primary.permissions = primaryPermissions
    super.init(system, number: 1, type: .directory, permissions: 0o755)
  }

  override func status() throws(Errno) -> FileStatus {
    var status = try super.status()
    status.linkCount = 2
    return status
  }

  override func lookup(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? {
    let text = String(decoding: name.bytes, as: UTF8.self)
    if text == "ptmx" { return primary }
    // `01` is not `1`.
    guard let number = UInt32(text), String(number) == text else { return nil }
    return node(number)
  }

  /// The same inode for as long as the terminal is the same.
  private func node(_ number: UInt32) -> PseudoTerminalNode? {
    guard let pair = terminals[number] else {
      nodes[number] = nil
      return nil
    }
    if let node = nodes[number], node.pair === pair { return node }
    let node = PseudoTerminalNode(
      fileSystem, number: UInt64(number) + 3, device: PseudoTerminals.device(number), pair: pair)
    nodes[number] = node
    return node
  }

  override func listDirectory(from position: Int64, into sink: inout DirectorySink) throws(Errno) {
    // Positions are stable: 0 to 2 are fixed, then the number of a terminal and three.
    let fixed: [(name: String, inode: UInt64, type: FileType)] = [
      (".", number, .directory), ("..", number, .directory), ("ptmx", 2, .characterDevice),
    ]
    for (index, entry) in fixed.enumerated() where Int64(index) >= position {
      guard add(entry.name, entry.inode, entry.type, Int64(index) + 1, &sink) else { return }
    }
    for number in terminals.numbers where Int64(number) + 3 >= position {
      let next = Int64(number) + 4
      guard add("\(number)", UInt64(number) + 3, .characterDevice, next, &sink) else { return }
    }
  }

  private func add(
    _ name: String, _ inode: UInt64, _ type: FileType, _ next: Int64, _ sink: inout DirectorySink
  ) -> Bool {
    sink.add(Array(name.utf8), inode: inode, type: type, next: next)
  }
}

/// A node's owner and mode belong to the terminal: every mount shows the same.
private final class PseudoTerminalNode: SyntheticInode {
  private(set) weak var pair: PseudoTerminal?

  init(_ system: FileSystem, number: UInt64, device: DeviceNumber, pair: PseudoTerminal?) {
    self.pair = pair
    super.init(
      system, number: number, type: .characterDevice,
      permissions: pair?.node.permissions ?? 0, userID: pair?.node.userID ?? 0,
      groupID: pair?.node.groupID ?? 0)
    deviceNumber = device
    if let pair { time = pair.node.time }
  }

  override func apply(_ change: AttributeChange) throws(Errno) {
    permissions = change.permissions ?? permissions
    userID = change.userID ?? userID
    groupID = change.groupID ?? groupID
    if change.accessTime != nil || change.modificationTime != nil { time = fileSystem.now }
    pair?.node = .init(
      userID: userID, groupID: groupID, permissions: permissions, time: time)
  }
}
