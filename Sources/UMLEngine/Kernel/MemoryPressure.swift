import LinuxABI

/// Enforces `mem=`: looks at what processes have resident, and ends one when it is more than there is.
///
/// The host owns the pages, so the kernel has to look. It does so a moment after something happened and goes on
/// while somebody runs; a machine whose tasks all wait in the kernel is not looked at.
extension Kernel {
  /// The time between two looks while memory use changes, and the longest while it does not.
  private static let intervals: ClosedRange<UInt64> = 250_000_000...8_000_000_000

  /// Called at every system call: whoever makes calls may use memory.
  func watchMemory() {
    guard memory.check == nil else { return }
    memory.checkInterval = Self.intervals.lowerBound
    scheduleMemoryCheck()
  }

  private func scheduleMemoryCheck() {
    let time = clock.monotonic + memory.checkInterval
    memory.check = timers.schedule(at: time) { [unowned self] in
      memory.check = nil
      let before = memory.processBytes
      refreshMemoryUse()
      if memory.fileBytes + memory.processBytes > memory.total, killLargest() == nil {
        panic("System is deadlocked on memory")
      }
      // One that sleeps in the host for hours is not worth waking up for.
      memory.checkInterval =
        memory.processBytes == before
        ? min(memory.checkInterval * 2, Self.intervals.upperBound) : Self.intervals.lowerBound
      if hasRunningTask { scheduleMemoryCheck() }
    }
  }

  func refreshMemoryUse() {
    var total: UInt64 = 0
    for process in processes.all {
      guard let task = process.mainTask else { continue }
      total += task.thread.memoryUsage().anonymous
    }
    memory.processBytes = total
    memory.fileBytes = UInt64(clamping: files.held.bytes)
  }

  /// Whether there may be `length` bytes more of shared anonymous memory, which `task` asks for now. What the machine has
  /// bounds all of it together, used or not.
  func admitShared(_ length: UInt64, _ task: Task) -> Bool {
    guard length <= memory.total else { return false }
    if memory.shared.isFull || memory.shared.total + length > memory.total { recountShared() }
    guard memory.shared.total + length <= memory.total else { return false }
    memory.shared.add(.init(length: length, tid: task.tid, call: task.callCount))
    return true
  }

  private func recountShared() {
    var mapped: [UInt64: UInt64] = [:]
    for process in processes.all {
      for entry in process.mainTask?.thread.mappings() ?? [] where entry.isSharedAnonymous {
        mapped[entry.inode] = max(mapped[entry.inode] ?? 0, entry.offset + entry.end - entry.start)
      }
    }
    memory.shared.recount(mapped) { request in
      processes.task(request.tid)?.callCount != request.call
    }
  }

  private var hasRunningTask: Bool {
    processes.all.contains { process in process.threads.contains { $0.blocked == nil } }
  }

  /// Ends the largest process; says so like Linux does.
  ///
  /// - Returns: the process; nil when there is none that may be ended.
  func killLargest() -> Process? {
    let candidates = processes.all.filter {
      $0.pid != 1 && $0.outOfMemoryAdjustment > -1000 && !$0.isZombie
    }
    let sizes = candidates.compactMap { process in
      process.mainTask.map { (process, size: $0.thread.memoryUsage().resident) }
    }
    func badness(_ entry: (Process, size: UInt64)) -> Int64 {
      Int64(clamping: entry.size) + Int64(entry.0.outOfMemoryAdjustment)
        * Int64(clamping: memory.total / 1000)
    }
    guard let victim = sizes.max(by: { badness($0) < badness($1) }), let task = victim.0.mainTask
    else { return nil }
    let name = String(decoding: task.name, as: UTF8.self)
    log.error(
      "Out of memory: Killed process \(victim.0.pid) (\(name)) total-rss:\(victim.size / 1024)kB, "
        + "UID:\(task.credentials.uid) oom_score_adj:\(victim.0.outOfMemoryAdjustment)")
    signals.send(.kernel(.kill), to: victim.0)
    return victim.0
  }
}
