import LinuxABI

/// System requests for a machine in trouble.
extension SystemRequest {
  static let relief: [SystemRequest] = [
    SystemRequest(
      key: "f", hint: "memory-full-oom-kill(f)", title: "Manual OOM execution"
    ) { kernel in
      if kernel.killLargest() == nil { kernel.log.info("OOM request ignored. No task eligible") }
    },
    SystemRequest(
      key: "j", hint: "thaw-filesystems(j)", title: "Emergency Thaw of all frozen filesystems"
    ) { kernel in
      // None can be frozen here.
      kernel.log.info("Emergency Thaw complete")
    },
    SystemRequest(key: "k", hint: "sak(k)", title: "SAK") { $0.killUsersOfConsole() },
    SystemRequest(
      key: "l", hint: "show-backtrace-all-active-cpus(l)",
      title: "Show backtrace of all active CPUs"
    ) { kernel in
      kernel.reportRunningTasks()
    },
    SystemRequest(key: "n", hint: "nice-all-RT-tasks(n)", title: "Nice All RT Tasks") {
      $0.makeTasksOrdinary()
    },
    SystemRequest(
      key: "p", hint: "show-registers(p)", title: "Show Regs"
    ) { $0.reportRunningTasks() },
    SystemRequest(
      key: "q", hint: "show-all-timers(q)",
      title: "Show clockevent devices & pending hrtimers (no others)"
    ) { kernel in
      kernel.log.info("now at \(kernel.clock.monotonic) nsecs")
      let next = kernel.timers.nextDeadline.map { ", the next expires at \($0) nsecs" } ?? ""
      kernel.log.info("\(kernel.timers.count) timers\(next)")
    },
    SystemRequest(key: "r", hint: "unraw(r)", title: "Keyboard mode set to system default") {
      $0.terminals.makeConsolesSane()
    },
  ]
}

extension Kernel {
  /// Those that run on a processor of the host; their registers are there, and change meanwhile.
  fileprivate func reportRunningTasks() {
    let running = processes.all.flatMap(\.threads).filter { $0.blocked == nil }
    for task in running { log.info(describe(task)) }
    if running.isEmpty { log.info("every task waits") }
  }

  fileprivate func makeTasksOrdinary() {
    for task in processes.all.flatMap(\.threads) where task.scheduling.isRealTime {
      task.scheduling.policy = .normal
      task.scheduling.priority = 0
    }
  }

  /// The secure attention key: everybody who uses the kernel's console is killed, so that the next
  /// login prompt there is init's.
  fileprivate func killUsersOfConsole() {
    for session in terminals.consoleSessions {
      for process in processes.all where process.session === session && process.pid != 1 {
        log.info("SAK: killed process \(process.pid): controlling tty")
        signals.send(.kernel(.kill), to: process)
      }
    }
  }
}

extension Terminals {
  fileprivate var consoleSessions: [Session] { consoleTerminals.compactMap(\.session) }

  /// A program that died left the console raw: back to what it began with.
  fileprivate func makeConsolesSane() {
    for terminal in consoleTerminals { terminal.change(terminal.driver.initialSettings) }
  }
}
