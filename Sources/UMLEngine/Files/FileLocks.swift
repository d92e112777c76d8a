import LinuxABI

/// The advisory locks of one inode: fcntl's record locks, open file description locks, and flock's.
///
/// Record locks belong to a process (its file table, as in Linux) or to a description; flock's
/// always to a description, and they do not see the record locks.
final class FileLocks {
  enum Owner: Hashable {
    case process(ObjectIdentifier)
    case description(ObjectIdentifier)
  }

  struct Record {
    let owner: Owner
    /// For F_GETLK; -1 for locks of a description.
    let processID: Int32
    let isExclusive: Bool
    /// Byte offsets; `Int64.max` is beyond any end.
    var range: Range<Int64>
  }

  /// Woken whenever a lock is released or becomes weaker.
  let queue = WaitQueue()
  private(set) var records: [Record] = [] {
    didSet { charge.change(to: records.count * Self.cost) }
  }
  private let objects: BufferAccount
  private let charge: BufferCharge
  /// flock(2): whether each description's lock is exclusive.
  private(set) var whole: [ObjectIdentifier: Bool] = [:]

  /// About what a record lock takes of the kernel's memory, in bytes.
  private static let cost = 192

  init(_ objects: BufferAccount) {
    self.objects = objects
    charge = BufferCharge(objects)
  }

  var isEmpty: Bool { records.isEmpty && whole.isEmpty }

  /// The first lock of another owner that is in the way.
  func conflict(_ wanted: Record) -> Record? {
    records.first {
      $0.owner != wanted.owner && $0.range.overlaps(wanted.range)
        && ($0.isExclusive || wanted.isExclusive)
    }
  }

  /// Sets a record lock, replacing what the owner held in its range. ENOLCK when the kernel has no
  /// more for locks: two more are made at most, one of them of a lock that is cut in two.
  func set(_ record: Record) throws(Errno) {
    guard objects.admits(2 * Self.cost) else { throw .noLocks }
    unlock(record.range, ownedBy: record.owner, wakes: false)
    var record = record
    // Neighbours of the same kind become one, as F_GETLK shows.
    let neighbours = records.indices.filter { index in
      let other = records[index]
      return
        (other.range.upperBound == record.range.lowerBound
        || other.range.lowerBound == record.range.upperBound)
        && other.owner == record.owner && other.isExclusive == record.isExclusive
    }
    for index in neighbours.reversed() {
      let other = records.remove(at: index).range
      let low = min(other.lowerBound, record.range.lowerBound)
      record.range = low..<max(other.upperBound, record.range.upperBound)
    }
    records.append(record)
    queue.wakeAll()
  }

  /// Releases a range; a lock that reaches beyond it is cut or split.
  func unlock(_ range: Range<Int64>, ownedBy owner: Owner, wakes: Bool = true) {
    guard records.contains(where: { $0.owner == owner && $0.range.overlaps(range) }) else { return }
    records = records.flatMap { record -> [Record] in
      guard record.owner == owner, record.range.overlaps(range) else { return [record] }
      var parts: [Record] = []
      if record.range.lowerBound < range.lowerBound {
        var before = record
        before.range = record.range.lowerBound..<range.lowerBound
        parts.append(before)
      }
      if range.upperBound < record.range.upperBound {
        var after = record
        after.range = range.upperBound..<record.range.upperBound
        parts.append(after)
      }
      return parts
    }
    if wakes { queue.wakeAll() }
  }

  func release(ownedBy owner: Owner) {
    unlock(0..<Int64.max, ownedBy: owner)
  }

  // flock(2).

  /// Takes or converts the lock of a description. False when another one is in the way; a
  /// conversion has then lost the lock it had, as on Linux.
  func lockWhole(_ description: ObjectIdentifier, exclusive: Bool) -> Bool {
    if whole[description] == exclusive { return true }
    if whole.removeValue(forKey: description) != nil { queue.wakeAll() }
    let isFree = exclusive ? whole.isEmpty : !whole.values.contains(true)
    if isFree { whole[description] = exclusive }
    return isFree
  }

  func unlockWhole(_ description: ObjectIdentifier) {
    if whole.removeValue(forKey: description) != nil { queue.wakeAll() }
  }
}
