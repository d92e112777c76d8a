import LinuxABI

/// The descriptors of a process, or of several tasks that share them (CLONE_FILES).
final class FileTable {
  struct Slot {
    var file: OpenFile
    var closesOnExecute: Bool
    /// The host descriptor that the process's host table has at this number, for calls the host
    /// performs.
    var installed: Int32?
  }

  /// About what an open file, and room for a descriptor, take of the kernel's memory, in bytes.
  static let fileCost = 768
  private static let slotCost = 24

  private let objects: BufferAccount
  /// Taken for room.
  private var charged = 0
  private var slots: [Slot?] = []
  /// No free slot is below this one.
  private var firstFree = 0
  /// Tasks that use this table.
  private(set) var users = 1

  init(_ objects: BufferAccount) { self.objects = objects }

  deinit { objects.giveBack(charged) }

  /// EBADF when nothing is open there.
  subscript(descriptor: Int32) -> OpenFile {
    get throws(Errno) {
      guard let slot = slot(descriptor) else { throw .badFileDescriptor }
      return slot.file
    }
  }

  func slot(_ descriptor: Int32) -> Slot? {
    guard descriptor >= 0, Int(descriptor) < slots.count else { return nil }
    return slots[Int(descriptor)]
  }

  /// All open descriptors in ascending order.
  var descriptors: [Int32] { slots.indices.filter { slots[$0] != nil }.map(Int32.init) }

  /// Every open file, once for each descriptor.
  var all: [OpenFile] { slots.compactMap { $0?.file } }
  /// Descriptors there is room for without growing.
  var capacity: Int { max(64, slots.capacity) }

  func contains(where predicate: (OpenFile) -> Bool) -> Bool {
    slots.contains { slot in slot.map { predicate($0.file) } ?? false }
  }

  /// EMFILE when every number below `limit` (RLIMIT_NOFILE) is taken.
  func requireRoom(limit: UInt64) throws(Errno) { _ = try free(from: 0, limit: limit) }

  private func free(from minimum: Int32, limit: UInt64) throws(Errno) -> Int {
    var index = max(firstFree, Int(minimum))
    while index < slots.count, slots[index] != nil { index += 1 }
    guard UInt64(index) < limit else { throw .tooManyOpenFiles }
    return index
  }

  /// The lowest free number from `minimum` on. EMFILE at `limit` (RLIMIT_NOFILE), ENFILE when the
  /// kernel has no more for files.
  func insert(_ file: OpenFile, closesOnExecute: Bool, minimum: Int32 = 0, limit: UInt64)
    throws(Errno) -> Int32
  {
    let index = try free(from: minimum, limit: limit)
    try admit(file, at: index)
    if Int(minimum) <= firstFree { firstFree = index + 1 }
    put(file, at: index, closesOnExecute)
    return Int32(index)
  }

  /// Puts a file at a given number, closing what was there. EBADF at or over `limit`, ENFILE.
  func replace(_ descriptor: Int32, with file: OpenFile, closesOnExecute: Bool, limit: UInt64)
    throws(Errno)
  {
    guard descriptor >= 0, UInt64(descriptor) < limit else { throw .badFileDescriptor }
    try admit(file, at: Int(descriptor))
    let previous = slot(descriptor)?.file
    put(file, at: Int(descriptor), closesOnExecute)
    if let previous { release(previous) }
  }

  /// Notes that the host's table has `host` at this number. False when it was noted already.
  @discardableResult
  func noteInstalled(_ host: Int32, at descriptor: Int32) -> Bool {
    guard slots[Int(descriptor)]?.installed != host else { return false }
    slots[Int(descriptor)]?.installed = host
    return true
  }

  func setClosesOnExecute(_ descriptor: Int32, _ value: Bool) throws(Errno) {
    guard slot(descriptor) != nil else { throw .badFileDescriptor }
    slots[Int(descriptor)]?.closesOnExecute = value
  }

  /// Removes and returns the file; the caller releases it with ``release(_:)``.
  func remove(_ descriptor: Int32) throws(Errno) -> OpenFile {
    guard let slot = slot(descriptor) else { throw .badFileDescriptor }
    slots[Int(descriptor)] = nil
    firstFree = min(firstFree, Int(descriptor))
    return slot.file
  }

  /// Ends the use of a file that was removed from this table. Closing any descriptor of a file ends
  /// all record locks the process holds on it: POSIX's rule. See fcntl(2).
  func release(_ file: OpenFile) {
    file.location?.inode.locks?.release(ownedBy: .process(ObjectIdentifier(self)))
    file.object.flushed(by: ObjectIdentifier(self))
    file.release()
  }

  func share() -> FileTable {
    users += 1
    return self
  }

  /// A table of its own with the same files, for fork.
  func copy() -> FileTable {
    let copy = FileTable(objects)
    copy.slots = slots
    copy.chargeRoom()
    copy.firstFree = firstFree
    for slot in slots { slot?.file.retain() }
    return copy
  }

  /// A task stops using the table; the last one closes everything.
  func leave() {
    users -= 1
    guard users == 0 else { return }
    let files = slots
    slots = []
    firstFree = 0
    for slot in files {
      if let slot { release(slot.file) }
    }
  }

  func removeClosingOnExecute() -> [OpenFile] {
    var removed: [OpenFile] = []
    for (index, slot) in slots.enumerated() {
      // The host closes all of its own.
      slots[index]?.installed = nil
      guard let slot, slot.closesOnExecute else { continue }
      slots[index] = nil
      firstFree = min(firstFree, index)
      removed.append(slot.file)
    }
    return removed
  }

  private func admit(_ file: OpenFile, at index: Int) throws(Errno) {
    let room = max(0, index - slots.count) * Self.slotCost
    guard objects.admits(room + (file.isCharged ? 0 : Self.fileCost)) else {
      throw .tooManyOpenFilesInSystem
    }
  }

  private func chargeRoom() {
    objects.take(slots.count * Self.slotCost - charged)
    charged = slots.count * Self.slotCost
  }

  private func put(_ file: OpenFile, at index: Int, _ closesOnExecute: Bool) {
    while slots.count <= index { slots.append(nil) }
    chargeRoom()
    file.charge(Self.fileCost, to: objects)
    file.retain()
    slots[index] = Slot(file: file, closesOnExecute: closesOnExecute)
  }
}
