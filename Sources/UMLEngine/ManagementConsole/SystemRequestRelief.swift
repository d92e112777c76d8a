import LinuxABI

/// System requests for a machine in trouble.
extension SystemRequest {
  static let relief: [SystemRequest] = [
    SystemRequest(
      key: "f", hint: "memory-full-oom-kill(f)", title: "Manual OOM execution"
    ) { kernel in
      if kernel.killLargest() == nil { kernel.log.info("OOM request ignored. No task eligible") }
    },
    SystemRequest(key: "k", hint: "sak(k)", title: "SAK") { $0.killUsersOfConsole() },
    SystemRequest(
      key: "l", hint: "show-backtrace-all-active-cpus(l)",
      title: "Show backtrace of all active CPUs"
    ) { kernel in
      for process in kernel.processes.all {
        for task in process.threads where task.blocked == nil {
          kernel.log.info(kernel.describe(task))
        }
      }
    },
    SystemRequest(key: "r", hint: "unraw(r)", title: "Keyboard mode set to system default") {
      $0.terminals.makeConsolesSane()
    },
  ]
}

extension Kernel {
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
