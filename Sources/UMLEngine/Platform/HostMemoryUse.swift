/// Memory of a process in bytes, as /proc/PID/statm counts it.
struct HostMemoryUse {
  var virtual: UInt64 = 0
  var resident: UInt64 = 0
  /// Of the resident ones, pages of files and of memory shared with others.
  var shared: UInt64 = 0
  var text: UInt64 = 0
  var data: UInt64 = 0
  /// The host kernel's own memory about them, as far as it is worth a look.
  var tables: UInt64 = 0
  /// Pages that nobody else has.
  var anonymous: UInt64 { resident - min(resident, shared) }
}
