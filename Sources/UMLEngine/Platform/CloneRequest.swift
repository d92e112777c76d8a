import LinuxABI

/// fork, vfork or clone, in the terms of clone(2).
struct CloneRequest {
  var flags: CloneFlags
  /// The signal the parent gets when the child ends; 0 for none.
  var exitSignal: Int32
  /// Where CLONE_PARENT_SETTID and CLONE_CHILD_SETTID want the child's number.
  var parentTID = GuestAddress(0)
  var childTID = GuestAddress(0)

  var makesThread: Bool { flags.contains(.thread) }
}
