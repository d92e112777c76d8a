import LinuxABI

/// Memory of the whole machine: /proc/meminfo and /proc/vmstat.
struct MachineMemory {
  private let kernel: Kernel

  init(_ kernel: Kernel) {
    self.kernel = kernel
    kernel.refreshMemoryUse()
  }

  var information: String {
    let memory = kernel.memory
    let rows: [(String, UInt64)] = [
      ("MemTotal", memory.total), ("MemFree", memory.free), ("MemAvailable", memory.free),
      ("Buffers", 0), ("Cached", memory.fileBytes), ("SwapCached", 0),
      ("Active", memory.processBytes), ("Inactive", memory.fileBytes),
      ("Active(anon)", memory.processBytes), ("Inactive(anon)", 0), ("Active(file)", 0),
      ("Inactive(file)", 0), ("Unevictable", 0), ("Mlocked", 0), ("SwapTotal", 0),
      ("SwapFree", 0), ("Dirty", 0), ("Writeback", 0), ("AnonPages", memory.processBytes),
      ("Mapped", 0), ("Shmem", memory.fileBytes), ("KReclaimable", 0), ("Slab", 0),
      ("SReclaimable", 0), ("SUnreclaim", 0), ("KernelStack", 0), ("PageTables", 0),
      ("NFS_Unstable", 0), ("Bounce", 0), ("WritebackTmp", 0), ("CommitLimit", memory.total / 2),
      ("Committed_AS", memory.used), ("VmallocTotal", 1 << 45), ("VmallocUsed", 0),
      ("VmallocChunk", 0),
    ]
    return rows.map { (name, bytes) in
      let digits = "\(bytes / 1024)"
      let gap = max(1, 24 - name.count - 1 - digits.count)
      return "\(name):\(String(repeating: " ", count: gap))\(digits) kB\n"
    }.joined()
  }

  var statistics: String {
    let memory = kernel.memory
    let usage = kernel.processes.all.compactMap { $0.mainTask?.thread.usage() }
    let minor = usage.reduce(0) { $0 + $1.minorFaults }
    let major = usage.reduce(0) { $0 + $1.majorFaults }
    let rows: [(String, UInt64)] = [
      ("nr_free_pages", memory.free / 4096), ("nr_active_anon", memory.processBytes / 4096),
      ("nr_shmem", memory.fileBytes / 4096), ("nr_file_pages", memory.fileBytes / 4096),
      ("nr_dirty", 0), ("pgpgin", 0), ("pgpgout", 0), ("pswpin", 0), ("pswpout", 0),
      ("pgfault", minor + major), ("pgmajfault", major), ("oom_kill", 0),
    ]
    return rows.map { "\($0.0) \($0.1)\n" }.joined()
  }
}
