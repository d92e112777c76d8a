/// One mapping of a guest process.
struct HostMappingEntry {
  var start: UInt64
  var end: UInt64
  /// As in /proc/PID/maps: `rwxp`.
  var permissions: String
  var offset: UInt64
  var device: UInt64
  var inode: UInt64
  /// The host's name: `[stack]`, `[heap]`, `[vdso]`, a host path, or nothing.
  var name: String

  /// Made with MAP_SHARED and MAP_ANONYMOUS: Linux keeps it in a file of this name.
  var isSharedAnonymous: Bool { name == "/dev/zero (deleted)" }
}
