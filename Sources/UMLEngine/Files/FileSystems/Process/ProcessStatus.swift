import LinuxABI

/// /proc/PID/status, for people and for programs that like names.
extension ProcessFiles {
  private static let stateNames: [Character: String] = [
    "R": "running", "S": "sleeping", "D": "disk sleep", "T": "stopped", "Z": "zombie",
  ]

  static func status(_ view: ProcessView) throws(Errno) -> [UInt8] {
    let process = view.process
    let task = view.task
    let state = view.state
    var text: [(String, String)] = []
    if let task { text.append(("Umask", octal(task.fileSystem.umask))) }
    text += [
      ("State", "\(state) (\(stateNames[state] ?? ""))"), ("Tgid", "\(process.pid)"),
      ("Ngid", "0"), ("Pid", "\(view.id)"), ("PPid", "\(process.parent?.pid ?? 0)"),
      ("TracerPid", "0"),
    ]
    text += owners(task?.credentials ?? Credentials())
    text.append(("FDSize", "\(task?.files.capacity ?? 0)"))
    let groups = task?.credentials.groups ?? []
    text.append(("Groups", groups.map { "\($0) " }.joined()))
    if let task { text += memory(task) }
    text.append(("Threads", "\(max(1, process.threads.count))"))
    text += signals(view)
    text += capabilities(task?.credentials.capabilities ?? CapabilitySets())
    text += [
      ("NoNewPrivs", process.noNewPrivileges ? "1" : "0"), ("Seccomp", "0"),
      ("Seccomp_filters", "0"), ("Speculation_Store_Bypass", "thread vulnerable"),
    ]
    text += processors(view.kernel.processorCount)
    text += [("voluntary_ctxt_switches", "0"), ("nonvoluntary_ctxt_switches", "0")]
    return Array("Name:\t".utf8) + name(view)
      + Array(text.reduce("\n") { $0 + "\($1.0):\t\($1.1)\n" }.utf8)
  }

  private static func octal(_ mode: FileMode) -> String {
    let digits = String(mode.rawValue, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func owners(_ user: Credentials) -> [(String, String)] {
    [
      ("Uid", "\(user.uid)\t\(user.effectiveUID)\t\(user.savedUID)\t\(user.fileSystemUID)"),
      ("Gid", "\(user.gid)\t\(user.effectiveGID)\t\(user.savedGID)\t\(user.fileSystemGID)"),
    ]
  }

  private static func memory(_ task: Task) -> [(String, String)] {
    let use = task.thread.memoryUsage()
    func size(_ bytes: UInt64) -> String {
      let digits = "\(bytes / 1024)"
      return String(repeating: " ", count: max(0, 8 - digits.count)) + digits + " kB"
    }
    return [
      ("VmPeak", size(use.virtual)), ("VmSize", size(use.virtual)), ("VmLck", size(0)),
      ("VmPin", size(0)), ("VmHWM", size(use.resident)), ("VmRSS", size(use.resident)),
      ("RssAnon", size(use.anonymous)), ("RssFile", size(use.resident - use.anonymous)),
      ("RssShmem", size(0)), ("VmData", size(use.data)), ("VmStk", size(132 << 10)),
      ("VmExe", size(use.text)), ("VmLib", size(0)), ("VmPTE", size(0)), ("VmSwap", size(0)),
    ]
  }

  private static func signals(_ view: ProcessView) -> [(String, String)] {
    let state = view.task?.thread.signalState() ?? HostSignalState()
    let limit = view.process.limits[.pendingSignals].current
    func mask(_ set: SignalSet) -> String { hexadecimal(set.rawValue, 16) }
    return [
      ("SigQ", "0/\(limit)"), ("SigPnd", mask(state.pendingThread)),
      ("ShdPnd", mask(state.pendingProcess)), ("SigBlk", mask(state.blocked)),
      ("SigIgn", mask(state.ignored)), ("SigCgt", mask(state.caught)),
    ]
  }

  private static func capabilities(_ sets: CapabilitySets) -> [(String, String)] {
    [
      ("CapInh", sets.inheritable), ("CapPrm", sets.permitted), ("CapEff", sets.effective),
      ("CapBnd", sets.bounding), ("CapAmb", sets.ambient),
    ].map { ($0.0, hexadecimal($0.1.rawValue, 16)) }
  }

  private static func processors(_ count: Int) -> [(String, String)] {
    let mask = count >= 64 ? UInt64.max : 1 << UInt64(count) - 1
    return [
      ("Cpus_allowed", hexadecimal(mask, 1)),
      ("Cpus_allowed_list", count == 1 ? "0" : "0-\(count - 1)"),
      ("Mems_allowed", "1"), ("Mems_allowed_list", "0"),
    ]
  }
}
