import LinuxABI

/// The leases on a regular file: who holds one is told before somebody else opens or cuts the file,
/// and has a while to finish what it does with it. See fcntl(2), "Leases".
///
/// ```
///   open, truncate ─► conflict ─► holders are signalled ─► they give way, or time is up ─► again
/// ```
final class FileLeases {
  private struct Lease {
    unowned let file: OpenFile
    /// For siginfo.
    let descriptor: Int32
    var isExclusive: Bool
    /// What it has to become: nil while nobody minds it, else whether a shared one may stay.
    var mayStayShared: Bool?
  }

  /// Woken when a lease goes or becomes a shared one.
  let queue = WaitQueue()
  private var leases: [Lease] = []

  /// Whether somebody who wants to read, or to write, has to wait.
  func conflict(writing: Bool) -> Bool { leases.contains { writing || $0.isExclusive } }

  /// The lease a description has, or what it has to become.
  func type(of file: OpenFile) -> RecordLockType {
    guard let lease = leases.first(where: { $0.file === file }) else { return .unlock }
    if let mayStayShared = lease.mayStayShared { return mayStayShared ? .read : .unlock }
    return lease.isExclusive ? .write : .read
  }

  /// Gives a description a lease, or another one. EAGAIN beside an exclusive one, and while others
  /// wait for one to end.
  func set(_ file: OpenFile, descriptor: Int32, exclusive: Bool) throws(Errno) {
    for other in leases where other.file !== file {
      guard !exclusive, !other.isExclusive, other.mayStayShared != false else {
        throw .resourceTemporarilyUnavailable
      }
    }
    let isKnown = leases.contains { $0.file === file }
    leases.removeAll { $0.file === file }
    leases.append(Lease(file: file, descriptor: descriptor, isExclusive: exclusive))
    queue.wakeAll()
    guard !isKnown else { return }
    file.whenClosed(for: self) { [unowned self, unowned file] in remove(file) }
  }

  /// EAGAIN when the description has none.
  func giveUp(_ file: OpenFile) throws(Errno) {
    guard leases.contains(where: { $0.file === file }) else {
      throw .resourceTemporarilyUnavailable
    }
    end(file)
    queue.wakeAll()
  }

  private func remove(_ file: OpenFile) {
    leases.removeAll { $0.file === file }
    queue.wakeAll()
  }

  /// With a lease its description loses whom to tell, as on Linux.
  private func end(_ file: OpenFile) {
    leases.removeAll { $0.file === file }
    file.forgetWhenClosed(for: self)
    file.owner = nil
    file.ownerSignal = 0
  }

  /// Tells those in the way, and ends what they have not ended in time.
  func breakForOthers(writing: Bool, _ kernel: Kernel) {
    var isNew = false
    for index in leases.indices where writing || leases[index].isExclusive {
      let known = leases[index].mayStayShared
      guard known == nil || (writing && known == true) else { continue }
      leases[index].mayStayShared = !writing
      isNew = true
      leases[index].file.tellOwner(
        .pollMessage, band: [.input, .normalInput, .message],
        descriptor: leases[index].descriptor, kernel)
    }
    guard isNew else { return }
    let seconds = kernel.processFiles.settings.number("fs/lease-break-time")
    let (wait, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard seconds > 0, !overflow else { return }
    _ = kernel.timers.schedule(at: kernel.clock.monotonic &+ wait) { [weak self] in
      self?.endOverdue()
    }
  }

  private func endOverdue() {
    for index in leases.indices.reversed() {
      guard let mayStayShared = leases[index].mayStayShared else { continue }
      if mayStayShared {
        leases[index].isExclusive = false
        leases[index].mayStayShared = nil
      } else {
        end(leases[index].file)
      }
    }
    queue.wakeAll()
  }
}
