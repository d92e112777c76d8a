import LinuxABI

/// mqueue: a tmpfs whose regular files are POSIX message queues. See mq_overview(7).
///
/// There is one, whether or not it is mounted anywhere.
final class MessageQueueFileSystem: MemoryFileSystem {
  /// What a queue is made with unless the maker says otherwise.
  var defaults = (messageLimit: 10, messageSize: 8192)
  /// Bytes that the queues of each user may come to hold.
  private(set) var reservedBytes: [UInt32: UInt64] = [:]

  init(_ files: FileSystems) throws(Errno) {
    // Anybody may make one, and only its owner may remove it.
    try super.init(
      "mqueue",
      MountRequest(source: [], options: Array("mode=1777".utf8), files: files, context: nil))
  }

  override var magic: Int64 { 0x1980_0202 }
  override var optionText: String { "" }

  override func makeRegularFile(_ number: UInt64, _ file: NewFile) -> MemoryInode {
    PosixMessageQueue(self, number, file)
  }

  /// All queues; one whose name is gone counts as long as somebody has it open.
  var queueCount: Int { Int(inodeCount) - 1 }

  func reserve(_ bytes: UInt64, for user: UInt32) { reservedBytes[user, default: 0] += bytes }

  func release(_ bytes: UInt64, for user: UInt32) {
    let left = (reservedBytes[user] ?? 0) - bytes
    reservedBytes[user] = left > 0 ? left : nil
  }
}

extension FileSystems {
  /// The mount that mq_open(2) works in, in no tree.
  func messageQueues() throws(Errno) -> Mount {
    if let messageQueueMount { return messageQueueMount }
    let system = try MessageQueueFileSystem(self)
    let mount = Mount(
      id: 0, fileSystem: system, root: try system.root(), source: [], options: [])
    messageQueueMount = mount
    return mount
  }

  static var messageQueueType: FileSystemType {
    FileSystemType("mqueue") { (request) throws(Errno) in
      try request.files.messageQueues().fileSystem
    }
  }
}
