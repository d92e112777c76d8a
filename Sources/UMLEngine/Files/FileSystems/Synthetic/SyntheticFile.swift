import LinuxABI

/// A regular file whose text is made when it is read from the beginning, and stays for that reader
/// until it begins again.
final class SyntheticFile: SyntheticInode {
  typealias Content = () throws(Errno) -> [UInt8]
  /// Gets what one write(2) wrote.
  typealias Store = ([UInt8]) throws(Errno) -> Void

  fileprivate let content: Content
  fileprivate let store: Store?
  private let mayOpen: (PathContext) throws(Errno) -> Void
  /// Woken when the text changes, for poll(2).
  fileprivate let changes: WaitQueue?

  init(
    _ system: FileSystem, number: UInt64, permissions: FileMode, userID: UInt32 = 0,
    groupID: UInt32 = 0, changes: WaitQueue? = nil,
    mayOpen: @escaping (PathContext) throws(Errno) -> Void = { (_) throws(Errno) in },
    store: Store? = nil, _ content: @escaping Content
  ) {
    self.content = content
    self.store = store
    self.mayOpen = mayOpen
    self.changes = changes
    super.init(
      system, number: number, type: .regular, permissions: permissions, userID: userID,
      groupID: groupID)
  }

  override func open(_ flags: OpenFlags, _ context: PathContext) throws(Errno) -> any FileObject {
    try mayOpen(context)
    return SyntheticOpenFile(self)
  }

  /// A shell's `>` truncates first.
  override func truncate(to size: Int64) throws(Errno) {
    guard store != nil else { throw .notPermitted }
  }
}

/// One open of a ``SyntheticFile``.
private final class SyntheticOpenFile: FileObject {
  private let file: SyntheticFile
  private var text: [UInt8]?
  private var hasChanged = false
  private var observer: Observer?

  private final class Observer: WaitObserver {
    var onWake: () -> Void = {}
    func wake() { onWake() }
  }

  init(_ file: SyntheticFile) {
    self.file = file
    guard let changes = file.changes else { return }
    let observer = Observer()
    observer.onWake = { [unowned self] in hasChanged = true }
    changes.add(observer)
    self.observer = observer
  }

  deinit {
    if let observer { file.changes?.remove(observer) }
  }

  func status() throws(Errno) -> FileStatus { try file.status() }
  var isSeekable: Bool { true }

  func read(_ destination: inout ReadDestination, at position: Int64, _ open: OpenFile)
    throws(Errno) -> Int
  {
    if position == 0 || text == nil {
      text = try file.content()
      hasChanged = false
    }
    guard let text, position < Int64(text.count) else { return 0 }
    return try destination.put(text, Int(position)..<text.count)
  }

  func write(_ source: inout WriteSource, at position: Int64, _ open: OpenFile)
    throws(Errno) -> Int
  {
    guard let store = file.store else { throw .ioError }
    // No control of the kernel takes more; Linux cuts at a page, too.
    let bytes = try source.take(4096)
    try store(bytes)
    return bytes.count
  }

  func seek(_ offset: Int64, _ origin: SeekOrigin, from position: Int64) throws(Errno) -> Int64 {
    guard origin == .start || origin == .current else { throw .invalidArgument }
    return try seekWithoutHoles(offset, origin, from: position, size: 0)
  }

  func truncate(to size: Int64) throws(Errno) { try file.truncate(to: size) }

  func readiness() -> PollEvents {
    hasChanged ? [.readable, .writable, .error, .priority] : [.readable, .writable]
  }

  func waitQueue(for events: PollEvents) -> WaitQueue? { file.changes }
}
