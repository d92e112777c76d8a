import LinuxABI

/// /proc/PID/stat, statm, limits. Fields and their order are those of proc_pid_stat(5).
extension ProcessFiles {
  private static let nanosecondsPerTick: UInt64 = 10_000_000
  private static let pageSize: UInt64 = 4096

  static func stat(_ view: ProcessView) throws(Errno) -> [UInt8] {
    let process = view.process
    let task = view.task
    let usage = task?.thread.usage() ?? process.usage.own
    let memory = task?.thread.memoryUsage() ?? HostMemoryUse()
    let facts = task?.thread.facts() ?? HostThreadFacts()
    let signals = task?.thread.signalState() ?? HostSignalState()
    let terminal = process.controllingTerminal
    let children = process.usage.children
    var status: Int32 = 0
    if case .zombie(let value) = process.state { status = value }

    func ticks(_ time: UInt64) -> UInt64 { time / nanosecondsPerTick }
    func bits(_ set: SignalSet) -> UInt64 { set.rawValue & 0x7fff_ffff }
    let start = task?.startTime ?? process.startTime
    let fields: [String] = [
      "\(view.state)", "\(process.parent?.pid ?? 0)", "\(process.group.id)",
      "\(process.session.id)", "\(terminal.map { Int64($0.device.rawValue) } ?? 0)",
      "\(terminal.map { $0.foregroundGroup } ?? -1)",
      // PF_* flags: none that anybody reads.
      "4194304", "\(usage.minorFaults)", "\(children.minorFaults)", "\(usage.majorFaults)",
      "\(children.majorFaults)", "\(ticks(usage.userTime))", "\(ticks(usage.systemTime))",
      "\(ticks(children.userTime))", "\(ticks(children.systemTime))",
      "\(20 + process.niceness)", "\(process.niceness)", "\(process.threads.count)", "0",
      "\(ticks(view.kernel.clock.sinceStart(boottime: start)))", "\(memory.virtual)",
      "\(memory.resident / pageSize)", "\(process.limits[.residentSet].current)",
      "\(facts.startCode)", "\(facts.endCode)", "\(facts.startStack)", "0", "0",
      "\(bits(signals.pendingThread))", "\(bits(signals.blocked))", "\(bits(signals.ignored))",
      "\(bits(signals.caught))", "0", "0", "0", "\(process.exitSignal)", "0", "0", "0", "0",
      "0", "0", "\(facts.startData)", "\(facts.endData)", "\(facts.startBreak)",
      "\(facts.argumentStart)", "\(facts.argumentEnd)", "\(facts.environmentStart)",
      "\(facts.environmentEnd)", "\(status)",
    ]
    return Array("\(view.id) (".utf8) + name(view)
      + line(") " + fields.joined(separator: " "))
  }

  static func memoryPages(_ view: ProcessView) throws(Errno) -> [UInt8] {
    let memory = view.task?.thread.memoryUsage() ?? HostMemoryUse()
    let pages = [memory.virtual, memory.resident, memory.shared, memory.text, 0, memory.data, 0]
    return line(pages.map { "\($0 / pageSize)" }.joined(separator: " "))
  }

  private static let limitNames: [(ResourceKind, String, String)] = [
    (.cpuTime, "Max cpu time", "seconds"), (.fileSize, "Max file size", "bytes"),
    (.data, "Max data size", "bytes"), (.stack, "Max stack size", "bytes"),
    (.core, "Max core file size", "bytes"), (.residentSet, "Max resident set", "bytes"),
    (.processes, "Max processes", "processes"), (.openFiles, "Max open files", "files"),
    (.lockedMemory, "Max locked memory", "bytes"),
    (.addressSpace, "Max address space", "bytes"), (.locks, "Max file locks", "locks"),
    (.pendingSignals, "Max pending signals", "signals"),
    (.messageQueue, "Max msgqueue size", "bytes"), (.nice, "Max nice priority", ""),
    (.realTimePriority, "Max realtime priority", ""),
    (.realTimeTime, "Max realtime timeout", "us"),
  ]

  static func limits(_ view: ProcessView) throws(Errno) -> [UInt8] {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count)) + " "
    }
    func value(_ limit: UInt64) -> String {
      limit == ResourceLimit.infinity ? "unlimited" : "\(limit)"
    }
    var text = padded("Limit", 25) + padded("Soft Limit", 20) + padded("Hard Limit", 20)
    text += "Units     \n"
    for (kind, name, unit) in limitNames {
      let limit = view.process.limits[kind]
      text += padded(name, 25) + padded(value(limit.current), 20)
      text += padded(value(limit.maximum), 20) + padded(unit, 9) + "\n"
    }
    return Array(text.utf8)
  }
}
