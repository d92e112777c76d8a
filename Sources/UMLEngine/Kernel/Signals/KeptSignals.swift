import LinuxABI

/// Pending signals of a process that wait to be read from a ``SignalFile``.
///
/// The host can deliver a pending signal but not give one back. So a signal that is blocked and
/// that an open signalfd asks for is kept here instead of being queued in the host. It goes to the
/// host after all when it is unblocked, or when nobody asks for it any more; the kernel looks for
/// that at the process's next call.
struct KeptSignals {
  private struct Entry {
    let info: SignalInfo
    /// nil: any thread of the process may take it.
    let tid: Int32?
  }

  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }

  /// What is pending for a thread: its own and its process's.
  func set(for tid: Int32) -> SignalSet {
    var set = SignalSet()
    for entry in entries where entry.tid == nil || entry.tid == tid {
      set.insert(entry.info.signal)
    }
    return set
  }

  /// Only real-time signals are pending more than once.
  mutating func add(_ info: SignalInfo, for tid: Int32?) {
    let isThere = entries.contains { $0.tid == tid && $0.info.signal == info.signal }
    guard info.signal.isRealTime || !isThere else { return }
    entries.append(Entry(info: info, tid: tid))
  }

  /// The lowest pending signal of `set`, the thread's own before its process's.
  mutating func take(_ set: SignalSet, for tid: Int32) -> SignalInfo? {
    for owner in [tid, nil] {
      let candidates = entries.indices.filter {
        entries[$0].tid == owner && set.contains(entries[$0].info.signal)
      }
      let lowest = candidates.min { entries[$0].info.signal < entries[$1].info.signal }
      if let lowest { return entries.remove(at: lowest).info }
    }
    return nil
  }

  /// Takes out everything a filter says, in order.
  mutating func remove(
    where shouldLeave: (SignalInfo, Int32?) -> Bool
  ) -> [(info: SignalInfo, tid: Int32?)] {
    let leaving = entries.filter { shouldLeave($0.info, $0.tid) }
    guard !leaving.isEmpty else { return [] }
    entries.removeAll { shouldLeave($0.info, $0.tid) }
    return leaving.map { ($0.info, $0.tid) }
  }
}

// Signals for readers of signalfd.
extension Signals {
  func add(_ file: SignalFile) { readers.append(file) }

  func remove(_ file: SignalFile) {
    readers.removeAll { $0 === file }
    readersChanged()
  }

  /// Keeps a signal for a reader, when the process has one that asks for it and no thread that
  /// could take it would take it now. `task` is the only thread that may, nil for all of them.
  func keep(_ info: SignalInfo, for process: Process, _ task: Task?) -> Bool {
    guard !readers.isEmpty else { return false }
    let interested = readers.filter { $0.mask.contains(info.signal) }
    guard !interested.isEmpty, isKeepable(info.signal, process, task) else { return false }
    process.keptSignals.add(info, for: task?.tid)
    for file in interested { file.queue.wakeAll() }
    return true
  }

  func hasKept(_ mask: SignalSet, for task: Task) -> Bool {
    !task.process.keptSignals.isEmpty
      && !task.process.keptSignals.set(for: task.tid).intersection(mask).isEmpty
  }

  /// The next pending signal of `mask` that is kept for this thread.
  func takeKept(_ mask: SignalSet, for task: Task) -> SignalInfo? {
    task.process.keptSignals.take(mask, for: task.tid)
  }

  /// A reader is gone or reads something else: what nobody asks for any more goes to the host.
  func readersChanged() {
    for process in processesWithKept { releaseKept(of: process) }
  }

  /// Sends what need not be kept any more.
  func releaseKept(of process: Process) {
    guard !process.keptSignals.isEmpty, !process.isZombie else { return }
    let threads = process.threads
    let leaving = process.keptSignals.remove { info, tid in
      let task = tid.flatMap { tid in threads.first { $0.tid == tid } }
      return !isKeepable(info.signal, process, task)
    }
    for (info, tid) in leaving {
      if let task = threads.first(where: { $0.tid == tid }) {
        send(info, to: task)
      } else {
        send(info, to: process)
      }
    }
  }

  private func isKeepable(_ signal: SignalNumber, _ process: Process, _ task: Task?) -> Bool {
    let candidates = task.map { [$0] } ?? process.threads
    return
      candidates.allSatisfy {
        mask(of: $0).contains(signal) && !$0.thread.awaitedSignals.contains(signal)
      }
      && process.threads.contains { isRead(signal, $0.files) }
  }

  /// Whether a descriptor of the table reads this signal.
  private func isRead(_ signal: SignalNumber, _ files: FileTable) -> Bool {
    files.descriptors.contains { descriptor in
      let file = files.slot(descriptor)?.file.object as? SignalFile
      return file?.mask.contains(signal) == true
    }
  }
}
