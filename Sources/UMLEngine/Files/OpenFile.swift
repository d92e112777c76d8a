import LinuxABI

/// An open file description: what open(2) makes and dup(2) and fork(2) share.
final class OpenFile {
  let object: any FileObject
  /// Where it was opened; nil for pipes, sockets and other objects without a name.
  let location: Location?
  /// Access mode and status flags; F_SETFL changes some of them.
  var flags: OpenFlags
  var position: Int64 = 0
  /// F_SETOWN, for O_ASYNC.
  var owner: FileOwner?
  /// While O_ASYNC is set on something that can tell.
  var asynchronousSignals: AsynchronousSignals?
  /// F_SETSIG; 0 is SIGIO.
  var ownerSignal: Int32 = 0
  /// flock(2) was used on it: something is to be released when it is closed.
  var hasLocks = false
  /// What the kernel's memory for it is taken from, once it has a descriptor.
  private var account: (objects: BufferAccount, cost: Int)?
  /// Descriptors that refer to it, in all file tables, and messages that carry it.
  private(set) var references = 0
  /// Run once when the last descriptor is closed: epoll leaves, locks go.
  private var closeActions: [(owner: AnyObject?, run: () -> Void)] = []

  init(_ object: any FileObject, location: Location? = nil, flags: OpenFlags) {
    self.object = object
    self.location = location
    self.flags = flags
  }

  deinit {
    if let account { account.objects.giveBack(account.cost) }
  }

  var isCharged: Bool { account != nil }

  /// Once.
  func charge(_ cost: Int, to objects: BufferAccount) {
    guard account == nil else { return }
    account = (objects, cost)
    objects.take(cost)
  }

  var isNonBlocking: Bool { flags.contains(.nonBlocking) }
  var isPathOnly: Bool { flags.contains(.path) }
  var isReadable: Bool { flags.isReadable && !isPathOnly }
  var isWritable: Bool { flags.isWritable && !isPathOnly }

  func retain() { references += 1 }

  func release() {
    references -= 1
    guard references == 0 else { return }
    for action in closeActions { action.run() }
    closeActions = []
    asynchronousSignals?.stop()
    // O_PATH opens a place, and never the object there.
    guard !isPathOnly else { return }
    object.closed(self)
    location?.inode.fileSystem.files.reports.closed(self)
  }

  func whenClosed(for owner: AnyObject? = nil, _ action: @escaping () -> Void) {
    closeActions.append((owner, action))
  }

  /// `owner` does not want to know any more.
  func forgetWhenClosed(for owner: AnyObject) { closeActions.removeAll { $0.owner === owner } }
}
