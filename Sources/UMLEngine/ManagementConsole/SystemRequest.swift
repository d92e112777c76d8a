import LinuxABI

/// What the SysRq key does with one letter. See Documentation/admin-guide/sysrq.rst in Linux.
struct SystemRequest: Sendable {
  let key: Character
  /// As in the list of all of them: the letter in parentheses or capitals.
  let hint: String
  /// What the log says when it is done.
  let title: String
  var endsMachine = false
  let run: @Sendable (Kernel) -> Void

  static let all: [SystemRequest] =
    [
      SystemRequest(key: "b", hint: "reboot(b)", title: "Resetting", endsMachine: true) {
        $0.halt(.restarting)
      },
      SystemRequest(key: "c", hint: "crash(c)", title: "Trigger a crash", endsMachine: true) {
        $0.panic("sysrq triggered crash")
      },
      SystemRequest(key: "e", hint: "terminate-all-tasks(e)", title: "Terminate All Tasks") {
        $0.sendToAllButInit(.terminate)
      },
      SystemRequest(key: "i", hint: "kill-all-tasks(i)", title: "Kill All Tasks") {
        $0.sendToAllButInit(.kill)
      },
      SystemRequest(key: "m", hint: "show-memory-usage(m)", title: "Show Memory") {
        $0.log.info($0.memoryReport)
      },
      SystemRequest(key: "o", hint: "poweroff(o)", title: "Power Off", endsMachine: true) {
        $0.halt(.poweredOff)
      },
      SystemRequest(key: "s", hint: "sync(s)", title: "Emergency Sync") {
        $0.synchronizeFileSystems()
        $0.log.info("Emergency Sync complete")
      },
      SystemRequest(key: "t", hint: "show-task-states(t)", title: "Show State") { kernel in
        for process in kernel.processes.all {
          for task in process.threads { kernel.log.info(kernel.describe(task)) }
        }
      },
      SystemRequest(key: "u", hint: "unmount(u)", title: "Emergency Remount R/O") { kernel in
        for mount in kernel.files.mounts.all { mount.options.insert(.readOnly) }
        kernel.files.mounts.noteChange()
        kernel.log.info("Emergency Remount complete")
      },
      SystemRequest(key: "w", hint: "show-blocked-tasks(w)", title: "Show Blocked State") {
        kernel in
        for process in kernel.processes.all {
          for task in process.threads where task.blocked != nil {
            kernel.log.info(kernel.describe(task))
          }
        }
      },
    ] + relief + levels

  private static let levels: [SystemRequest] = (0...9).map { level in
    SystemRequest(
      key: Character("\(level)"), hint: level == 0 ? "loglevel(0-9)" : "",
      title: "Changing Loglevel"
    ) { kernel in
      kernel.log.consoleLevel = level
      kernel.log.info("sysrq: Loglevel set to \(level)")
    }
  }

  static func request(for key: Character) -> SystemRequest? { all.first { $0.key == key } }

  static var help: String {
    "sysrq: HELP : "
      + all.sorted { $0.key < $1.key }.map(\.hint).filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension Kernel {
  /// BREAK and a letter on the kernel's console.
  func systemRequest(_ letter: UInt8) {
    guard let request = SystemRequest.request(for: Character(UnicodeScalar(letter))) else {
      return log.info(SystemRequest.help)
    }
    log.info("sysrq: \(request.title)")
    request.run(self)
  }
}
