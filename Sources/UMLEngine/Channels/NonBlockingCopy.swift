import LinuxABI
import UMLHost

/// A descriptor of our own, that does not block, for one this process was given.
///
/// O_NONBLOCK belongs to the open file, which the shell and others share with us: so where the host
/// lets us, this is a second open of the same thing, and a socket needs no flag to be asked without
/// waiting. What is left is a terminal of somebody else's: there the flag is set, and has to be
/// taken back.
struct NonBlockingCopy {
  let descriptor: SharedDescriptor
  /// The flags of the original, when they were changed.
  private(set) var flagsToRestore: Int32?

  init(_ original: BorrowedDescriptor) throws(Errno) {
    let flags = OpenFlags(rawValue: try original.statusFlags())
    let type = try original.status().type
    // A second open of a regular file would begin at its start again; it never blocks anyway.
    if type == .regular || type == .socket {
      descriptor = SharedDescriptor(try original.duplicate())
      return
    }
    let wanted = flags.accessMode.union([.nonBlocking, .noControllingTerminal])
    if let copy = try? HostFile.open("/proc/self/fd/\(original.rawValue)", wanted) {
      descriptor = SharedDescriptor(copy)
      return
    }
    descriptor = SharedDescriptor(try original.duplicate())
    if !flags.contains(.nonBlocking) {
      flagsToRestore = flags.rawValue
      try original.setNonBlocking(true)
    }
  }
}
