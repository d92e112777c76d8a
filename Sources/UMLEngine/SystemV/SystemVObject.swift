import LinuxABI

/// What segments, semaphore sets and message queues have in common: a key, owners, permissions. See
/// sysvipc(7).
class SystemVObject {
  /// 0, IPC_PRIVATE, for one that no key finds.
  var key: Int32
  fileprivate(set) var id: Int32 = 0
  fileprivate(set) var sequence: UInt16 = 0
  private(set) var userID: UInt32
  private(set) var groupID: UInt32
  let creatorUserID: UInt32
  let creatorGroupID: UInt32
  private(set) var mode: UInt32
  /// Seconds of the real-time clock.
  var changeTime: Int64
  /// Nothing leads to it any more; who waits for it learns that.
  fileprivate(set) var isRemoved = false
  /// Woken whenever something a waiting call may want happened.
  let queue = WaitQueue()

  init(key: Int32, mode: UInt32, _ credentials: Credentials, now: Int64) {
    self.key = key
    self.mode = mode & 0o777
    (userID, groupID) = (credentials.effectiveUID, credentials.effectiveGID)
    (creatorUserID, creatorGroupID) = (userID, groupID)
    changeTime = now
  }

  /// Whether all of the wanted bits, given three times as in a file's mode, are granted.
  func allows(_ wanted: UInt32, _ credentials: Credentials) -> Bool {
    let requested = wanted >> 6 | wanted >> 3 | wanted
    let user = credentials.effectiveUID
    var granted = mode
    if user == userID || user == creatorUserID {
      granted >>= 6
    } else if isMember(of: groupID, credentials) || isMember(of: creatorGroupID, credentials) {
      granted >>= 3
    }
    return requested & ~granted & 7 == 0 || credentials.has(.interprocessOwner)
  }

  private func isMember(of group: UInt32, _ credentials: Credentials) -> Bool {
    group == credentials.effectiveGID || credentials.groups.contains(group)
  }

  /// EACCES without the permission.
  func require(_ wanted: UInt32, _ credentials: Credentials) throws(Errno) {
    guard allows(wanted, credentials) else { throw .permissionDenied }
  }

  /// IPC_SET and IPC_RMID are for owners. EPERM.
  func requireOwner(_ credentials: Credentials) throws(Errno) {
    let user = credentials.effectiveUID
    guard user == userID || user == creatorUserID || credentials.has(.administration) else {
      throw .notPermitted
    }
  }

  /// IPC_SET. EINVAL for an owner that is none.
  func set(_ layout: SystemVPermissionLayout, now: Int64) throws(Errno) {
    guard layout.userID != .max, layout.groupID != .max else { throw .invalidArgument }
    userID = layout.userID
    groupID = layout.groupID
    mode = layout.mode & 0o777
    changeTime = now
  }

  var permissionLayout: SystemVPermissionLayout {
    var layout = SystemVPermissionLayout()
    layout.key = key
    (layout.userID, layout.groupID) = (userID, groupID)
    (layout.creatorUserID, layout.creatorGroupID) = (creatorUserID, creatorGroupID)
    layout.mode = mode
    layout.sequence = sequence
    return layout
  }
}

/// All objects of one kind, by identifier and by key.
final class SystemVTable<Object: SystemVObject> {
  /// An identifier is this many times a sequence number, and the place in the table: one that was
  /// removed is not mistaken for what took its place.
  private static var places: Int { 32768 }
  private static var sequences: Int { 65536 }

  private var objects: [Object?] = []
  private var lastPlace = -1
  private var sequence = 0

  /// In the order of their places.
  var all: [Object] { objects.compactMap { $0 } }
  var count: Int { objects.count { $0 != nil } }
  /// What the commands about the whole table return; 0 for none.
  var highestPlace: Int { max(0, objects.lastIndex { $0 != nil } ?? 0) }

  /// shmget, semget, msgget. `fits` looks at one that exists, EINVAL for example for another size.
  func get(
    key: Int32, _ flags: SystemVFlags, limit: Int, _ credentials: Credentials,
    fits: (Object) throws(Errno) -> Void, make: () throws(Errno) -> Object
  ) throws(Errno) -> Int32 {
    guard key != 0 else { return try insert(make(), limit: limit) }
    guard let object = objects.first(where: { $0?.key == key }) ?? nil else {
      guard flags.contains(.create) else { throw .noSuchFileOrDirectory }
      return try insert(make(), limit: limit)
    }
    guard !flags.isSuperset(of: [.create, .exclusive]) else { throw .fileExists }
    try fits(object)
    try object.require(UInt32(flags.rawValue & 0o777), credentials)
    return object.id
  }

  private func insert(_ object: Object, limit: Int) throws(Errno) -> Int32 {
    guard count < min(limit, Self.places) else { throw .noSpace }
    let place = objects.firstIndex { $0 == nil } ?? objects.count
    if place == objects.count { objects.append(nil) }
    if place <= lastPlace { sequence = (sequence + 1) % Self.sequences }
    lastPlace = place
    object.sequence = UInt16(sequence)
    object.id = Int32(sequence % (Int(Int32.max) / Self.places) * Self.places + place)
    objects[place] = object
    return object.id
  }

  /// EINVAL where nothing is, EIDRM where something else is now.
  subscript(id: Int32) -> Object {
    get throws(Errno) {
      let object = try self[place: id < 0 ? -1 : Int(id) % Self.places]
      guard object.id == id else { throw .identifierRemoved }
      return object
    }
  }

  /// The object at a place of the table, for SHM_STAT and its kin.
  subscript(place place: Int) -> Object {
    get throws(Errno) {
      guard objects.indices.contains(place), let object = objects[place] else {
        throw .invalidArgument
      }
      return object
    }
  }

  /// Whoever waits for it is woken, and finds it removed.
  func remove(_ object: Object) {
    guard let place = objects.firstIndex(where: { $0 === object }) else { return }
    objects[place] = nil
    object.isRemoved = true
    object.queue.wakeAll()
  }
}
