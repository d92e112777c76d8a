import LinuxABI

/// CPU time of the whole machine: /proc/stat and /proc/uptime.
struct MachineTimes {
  private static let nanosecondsPerTick: UInt64 = 10_000_000

  private let kernel: Kernel
  private let user: UInt64
  private let system: UInt64
  private let elapsed: UInt64

  /// Asks the host about every process.
  init(_ kernel: Kernel) {
    self.kernel = kernel
    var (user, system): (UInt64, UInt64) = (0, 0)
    for process in kernel.processes.all {
      let own = process.mainTask?.thread.usage() ?? process.usage.own
      // Who was waited for lives on in the figures of who waited.
      user += own.userTime + process.usage.children.userTime
      system += own.systemTime + process.usage.children.systemTime
    }
    self.user = user
    self.system = system
    elapsed = kernel.clock.sinceStart
  }

  /// Nanoseconds all processors worked.
  var busy: UInt64 { user + system }

  private var idle: UInt64 {
    let total = elapsed * UInt64(kernel.processorCount)
    return total - min(total, busy)
  }

  var uptime: String { "\(seconds(elapsed)) \(seconds(idle))\n" }

  /// Seconds with hundredths.
  private func seconds(_ time: UInt64) -> String {
    let hundredths = time / 10_000_000 % 100
    return "\(time / 1_000_000_000).\(hundredths < 10 ? "0" : "")\(hundredths)"
  }

  var statistics: String {
    let count = UInt64(kernel.processorCount)
    func row(_ name: String, _ share: UInt64) -> String {
      let values = [user, 0, system, idle].map { "\($0 / share / Self.nanosecondsPerTick)" }
      return "\(name) \(values.joined(separator: " ")) 0 0 0 0 0 0\n"
    }
    var text = row("cpu ", 1)
    for index in 0..<count { text += row("cpu\(index)", count) }
    let bootTime = (kernel.clock.realtime - Int64(clamping: elapsed)) / 1_000_000_000
    let running = kernel.processes.all.reduce(0) { sum, process in
      sum + process.threads.count { $0.blocked == nil && !process.isStopped }
    }
    text += "intr 0\nctxt 0\nbtime \(bootTime)\nprocesses \(kernel.processes.forkCount)\n"
    text += "procs_running \(max(1, running))\nprocs_blocked 0\n"
    return text + "softirq 0 0 0 0 0 0 0 0 0 0 0\n"
  }
}

extension KernelClock {
  /// Turns a time of CLOCK_BOOTTIME into one since the machine started.
  func sinceStart(boottime time: UInt64) -> UInt64 {
    time - min(time, bootStart)
  }
}
