import LinuxABI

/// Enforces `mem=`: looks at what processes have resident, and ends one when it is more than there
/// is.
///
/// The host owns the pages, so the kernel has to look. It does so a moment after something happened
/// and goes on while somebody runs; a machine whose tasks all wait in the kernel is not looked at.
extension Kernel {
  /// The time between two looks while memory use changes, by how soon all of it may be gone.
  private static let intervals: ClosedRange<UInt64> = 10_000_000...250_000_000
  /// The longest time between two looks while it does not.
  private static let restingInterval: UInt64 = 2_000_000_000
  /// Bytes that programs on one processor come to have in a second at most, about: the host fills
  /// pages with zeros so fast.
  private static let growthPerSecond: UInt64 = 4 << 30
  /// Looking may take this part of the time.
  private static let lookingShare: UInt64 = 50
  /// Only so many of the largest processes are looked at closely.
  private static let closeLookLimit = 1024

  /// Called at every system call: whoever makes calls may use memory.
  func watchMemory() {
    if let check = memory.check {
      guard memory.checkInterval > memory.shortInterval else { return }
      check.cancel()
    }
    memory.checkInterval = memory.shortInterval
    scheduleMemoryCheck()
  }

  private func scheduleMemoryCheck() {
    let time = clock.monotonic + memory.checkInterval
    memory.check = timers.schedule(at: time) { [unowned self] in
      memory.check = nil
      let before = memory.processBytes
      let start = clock.monotonic
      refreshMemoryUse()
      relieveMemory()
      memory.shortInterval = interval(afterLookOf: clock.monotonic - start)
      // One that sleeps in the host for hours is not worth waking up for.
      memory.checkInterval =
        memory.processBytes == before
        ? min(memory.checkInterval * 2, Self.restingInterval) : memory.shortInterval
      if hasRunningTask { scheduleMemoryCheck() }
    }
  }

  /// The time until what is free now may be gone.
  private func interval(afterLookOf duration: UInt64) -> UInt64 {
    let growth = Self.growthPerSecond / 1_000_000 * UInt64(processorCount)
    let time = max(memory.free / growth * 1000, duration * Self.lookingShare)
    return min(max(time, Self.intervals.lowerBound), Self.intervals.upperBound)
  }

  /// Who died since the last look gave memory back.
  func refreshMemoryUseIfOld() {
    guard clock.monotonic >= memory.lastLook + Self.intervals.lowerBound else { return }
    refreshMemoryUse()
  }

  func refreshMemoryUse() {
    memory.lastLook = clock.monotonic
    memory.victims = memory.victims.filter { processes.process($0)?.isZombie == false }
    memory.fileBytes = UInt64(clamping: files.held.bytes)
    // The children of vforks have their parents' memory, which counts there.
    let lent = processes.all.flatMap { $0.threads.compactMap(\.borrower) }
    let borrowers = Set(lent.lazy.filter { !$0.hasExecuted }.map(\.pid))
    var uses = processes.all.compactMap { process -> (thread: any GuestThread, bytes: UInt64)? in
      guard let task = process.mainTask, !memory.victims.contains(process.pid),
        !borrowers.contains(process.pid)
      else { return nil }
      return (task.thread, memoryUse(of: process, task.thread))
    }
    memory.processBytes = uses.reduce(0) { $0 + $1.bytes }
    defer { files.programBytes = memory.processBytes }
    guard memory.missing() > 0 else { return }
    // What a fork left in common is there once, and was counted for each of them. The more of
    // them there are, the more have to be looked at until it is clear that there is enough.
    uses.sort { $0.bytes > $1.bytes }
    for use in uses.prefix(Self.closeLookLimit) {
      guard memory.missing() > 0 else { return }
      guard let share = use.thread.anonymousShare() else { continue }
      memory.processBytes -= use.bytes
      memory.processBytes += min(use.bytes, share + use.thread.memoryUsage().tables)
    }
  }

  /// Asks the host only where something may have changed.
  private func memoryUse(of process: Process, _ thread: any GuestThread) -> UInt64 {
    if let sample = process.memorySample, sample.holds(for: process) { return sample.bytes }
    let use = thread.memoryUsage()
    let sample = MemorySample(of: process, bytes: use.anonymous + use.tables)
    process.memorySample = sample
    return sample.bytes
  }

  /// Whether there may be `length` bytes more of shared anonymous memory, which `task` asks for
  /// now. What the machine has bounds all of it together, used or not.
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

  /// Ends the largest processes, as many as make up for what is missing.
  private func relieveMemory() {
    var missing = memory.missing()
    guard missing > 0 else { return }
    let candidates = largestProcesses
    if candidates.isEmpty, memory.victims.isEmpty { panic("System is deadlocked on memory") }
    for (process, size) in candidates where missing > 0 {
      killForMemory(process, size)
      missing -= min(missing, size)
    }
  }

  /// Ends the largest process.
  ///
  /// - Returns: the process; nil when there is none that may be ended.
  func killLargest() -> Process? {
    guard let (process, size) = largestProcesses.first else { return nil }
    killForMemory(process, size)
    return process
  }

  /// Those that may be ended, with their sizes in bytes; whom it hurts least first.
  private var largestProcesses: [(Process, UInt64)] {
    let candidates = processes.all.filter {
      $0.pid != 1 && $0.outOfMemoryAdjustment > -1000 && !$0.isZombie
        && !memory.victims.contains($0.pid)
    }
    let sizes = candidates.compactMap { process -> (Process, UInt64)? in
      guard let use = process.mainTask?.thread.memoryUsage() else { return nil }
      return (process, use.resident + use.tables)
    }
    func badness(_ entry: (process: Process, size: UInt64)) -> Int64 {
      Int64(clamping: entry.size) + Int64(entry.process.outOfMemoryAdjustment)
        * Int64(clamping: memory.total / 1000)
    }
    return sizes.sorted { badness($0) > badness($1) }
  }

  /// Says so like Linux does.
  private func killForMemory(_ process: Process, _ size: UInt64) {
    guard let task = process.mainTask else { return }
    let name = String(decoding: task.name, as: UTF8.self)
    log.error(
      "Out of memory: Killed process \(process.pid) (\(name)) total-rss:\(size / 1024)kB, "
        + "UID:\(task.credentials.uid) oom_score_adj:\(process.outOfMemoryAdjustment)")
    memory.victims.insert(process.pid)
    signals.send(.kernel(.kill), to: process)
  }
}
