import LinuxABI

/// The drivers of the guest's device nodes, and the names devtmpfs shows for them.
final class DeviceRegistry {
  enum Kind {
    case character
    case block

    var fileType: FileType { self == .character ? .characterDevice : .blockDevice }
  }

  /// Makes the object behind a new open of the node. The task is nil when the kernel opens it.
  typealias Opener = (Task?, OpenFlags) throws(Errno) -> any FileObject

  struct Entry {
    let kind: Kind
    let number: DeviceNumber
    /// The path below /dev: `ttyS0`, `pts/ptmx`. Empty: no node is shown.
    let name: String
    let permissions: FileMode
    let groupID: UInt32
    let open: Opener
  }

  private struct Key: Hashable {
    let kind: Kind
    let number: UInt64
  }

  private var entries: [Key: Entry] = [:]
  private var order: [Key] = []
  private(set) var links: [(name: String, target: String)] = []
  /// Names of drivers by major number, for /proc/devices.
  private(set) var drivers: [(kind: Kind, major: UInt32, name: String)] = []
  /// devtmpfs follows what is registered.
  var onChange: [(Change) -> Void] = []

  enum Change {
    case added(Entry)
    case removed(Entry)
    case linked(name: String, target: String)
  }

  /// In the order they were registered.
  var all: [Entry] { order.compactMap { entries[$0] } }

  /// Registers the driver of a node. `name` may have directories in it.
  func register(
    _ kind: Kind, major: UInt32, minor: UInt32, name: String, permissions: FileMode = 0o600,
    groupID: UInt32 = 0, open: @escaping Opener
  ) {
    let number = DeviceNumber(major: major, minor: minor)
    let key = Key(kind: kind, number: number.rawValue)
    let entry = Entry(
      kind: kind, number: number, name: name, permissions: permissions, groupID: groupID,
      open: open)
    if entries.updateValue(entry, forKey: key) == nil { order.append(key) }
    for action in onChange { action(.added(entry)) }
  }

  func unregister(_ kind: Kind, major: UInt32, minor: UInt32) {
    let number = DeviceNumber(major: major, minor: minor)
    let key = Key(kind: kind, number: number.rawValue)
    guard let entry = entries.removeValue(forKey: key) else { return }
    order.removeAll { $0 == key }
    for action in onChange { action(.removed(entry)) }
  }

  /// A symbolic link in /dev: `fd` → `/proc/self/fd`.
  func registerLink(_ name: String, to target: String) {
    links.append((name, target))
    for action in onChange { action(.linked(name: name, target: target)) }
  }

  func registerDriver(_ kind: Kind, major: UInt32, name: String) {
    guard !drivers.contains(where: { $0.kind == kind && $0.major == major && $0.name == name })
    else { return }
    drivers.append((kind, major, name))
  }

  /// Opens a node. ENXIO when no driver has its number.
  func open(_ kind: Kind, _ number: DeviceNumber, _ task: Task?, _ flags: OpenFlags)
    throws(Errno) -> any FileObject
  {
    guard let entry = entries[Key(kind: kind, number: number.rawValue)] else {
      throw .noSuchAddressOrDevice
    }
    return try entry.open(task, flags)
  }
}
