import LinuxABI

/// Where a directory puts its entries: the buffer of a getdents call, or a list for the kernel
/// itself.
struct DirectorySink {
  struct Entry {
    var name: [UInt8]
    var inode: UInt64
    var type: FileType?
    /// Reading goes on here after this entry.
    var next: Int64
  }

  private var buffer: DirentBuffer?
  private(set) var entries: [Entry] = []
  /// Where the listing goes on: after the last entry that fitted.
  private(set) var position: Int64
  /// An entry did not fit.
  private(set) var isFull = false

  /// Records as getdents64(2) returns them, at most `limit` bytes.
  init(recordsUpTo limit: Int, from position: Int64) {
    buffer = DirentBuffer(limit: limit)
    self.position = position
  }

  /// A list without limit.
  init(from position: Int64 = 0) { self.position = position }

  var recordBytes: [UInt8] { buffer?.bytes ?? [] }
  var isEmpty: Bool { buffer?.isEmpty ?? entries.isEmpty }

  /// Adds an entry, or answers false when it does not fit: stop, and begin with it next time.
  mutating func add(_ name: [UInt8], inode: UInt64, type: FileType?, next: Int64) -> Bool {
    if buffer == nil {
      entries.append(Entry(name: name, inode: inode, type: type, next: next))
    } else if buffer?.append(inode: inode, cookie: next, type: type, name: name) != true {
      isFull = true
      return false
    }
    position = next
    return true
  }
}
