import LinuxABI

/// System V interprocess communication: the three tables, and their limits from /proc/sys/kernel.
/// See sysvipc(7).
final class SystemV {
  let segments = SystemVTable<SharedSegment>()
  let semaphores = SystemVTable<SemaphoreSet>()
  let messages = SystemVTable<SystemVMessageQueue>()
  private unowned let kernel: Kernel

  init(_ kernel: Kernel) { self.kernel = kernel }

  /// Seconds.
  var now: Int64 { Int64(kernel.clock.realtime / 1_000_000_000) }

  /// A number from /proc/sys/kernel.
  func limit(_ name: String, word index: Int = 0) -> UInt64 {
    kernel.processFiles.settings.number("kernel/\(name)", word: index)
  }

  // Semaphores: most in a set, most in all sets, most operations in a call, most sets.
  var semaphoresPerSet: UInt64 { limit("sem", word: 0) }
  var semaphoreTotal: UInt64 { limit("sem", word: 1) }
  var operationsPerCall: UInt64 { limit("sem", word: 2) }
  var semaphoreSets: UInt64 { limit("sem", word: 3) }

  /// What a process leaves behind when it ends: segments lose a user, semaphores get back what it
  /// took.
  func ended(_ process: Process) {
    detachAll(process)
    giveBack(of: process)
  }

  func giveBack(of process: Process) {
    for undo in process.semaphoreUndos where !undo.set.isRemoved {
      undo.set.undo(undo.adjustments, by: process.pid, now: now)
    }
    process.semaphoreUndos = []
  }

  /// The address space goes, at an end or an execve.
  func detachAll(_ process: Process) {
    let attachments = process.attachments
    process.attachments = []
    for attachment in attachments { detach(attachment, process) }
  }

  func detach(_ attachment: SharedSegment.Attachment, _ process: Process) {
    let segment = attachment.segment
    segment.attachCount -= 1
    segment.lastUser = process.pid
    segment.detachTime = now
    destroyIfUnused(segment)
  }

  /// One that was removed lives until nobody has it attached.
  func destroyIfUnused(_ segment: SharedSegment) {
    guard segment.isDoomed, segment.attachCount == 0 else { return }
    segments.remove(segment)
    segment.release()
  }
}
