/// execve or execveat as it was asked for.
struct ExecuteRequest {
  /// AT_FDCWD for execve.
  var directory: Int32
  var path: [UInt8]
  var flags: UInt32
}

/// A program ready to be mapped: what the kernel decided, for the platform to carry out.
struct ProgramImage {
  var program: ELFImage
  var interpreter: ELFImage?
  /// For a `#!` script: what takes the place of argv[0].
  var leadingArguments: [[UInt8]]?
  /// Values for AT_UID, AT_EUID, AT_GID, AT_EGID, AT_SECURE.
  var identity: ProgramIdentity
  /// AT_EXECFN: the path as it was given.
  var path: [UInt8] = []
  /// How much of its stack the program finds in place, whole pages. See RLIMIT_STACK in
  /// getrlimit(2).
  var stackBytes: UInt64 = 8 << 20
  /// What the delegate wants back in ``PlatformDelegate/executed(_:image:)``.
  var context: AnyObject?
}

/// Who a new program is told it runs as, in its auxiliary vector.
struct ProgramIdentity {
  var uid: UInt32
  var effectiveUID: UInt32
  var gid: UInt32
  var effectiveGID: UInt32
  /// AT_SECURE: the program was given more than its caller had.
  var isSecure: Bool
}
