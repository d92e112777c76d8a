import LinuxABI

/// What the three families of System V calls have in common.
extension SyscallContext {
  var systemV: SystemV { kernel.systemV }

  /// The object of a call about one: by its identifier, or for SHM_STAT and its kin by its place in
  /// the table.
  func object<Object>(
    _ table: SystemVTable<Object>, atPlace: Bool, checked: Bool = true
  ) throws(Errno) -> Object {
    guard int32(0) >= 0 else { throw .invalidArgument }
    let object = atPlace ? try table[place: Int(int32(0))] : try table[int32(0)]
    if checked { try object.require(0o444, task.credentials) }
    return object
  }

  /// The object for IPC_SET, or for IPC_RMID.
  func ownObject<Object>(_ table: SystemVTable<Object>) throws(Errno) -> Object {
    let object = try table[int32(0)]
    try object.requireOwner(task.credentials)
    return object
  }
}
