import LinuxABI

/// How a machine came to its end.
public enum MachineEnding: Equatable, Sendable {
  case halted
  case poweredOff
  case restarting
  case panicked(String)
  /// By a signal of the host: the guest was not asked.
  case terminated
}

/// The end of the machine.
extension Kernel {
  /// reboot(2), the management console, and Ctrl-Alt-Del end here.
  func halt(_ ending: MachineEnding) {
    switch ending {
    case .halted: log.emergency("reboot: System halted")
    case .poweredOff: log.emergency("reboot: Power down")
    case .restarting: log.emergency("reboot: Restarting system")
    case .panicked, .terminated: break
    }
    end(ending)
  }

  /// Ctrl-Alt-Del, as somebody pressed it: init is told, unless reboot(2) said otherwise.
  func pressControlAltDelete() {
    guard !controlAltDeleteRestarts, let initial = processes.initialProcess else {
      return halt(.restarting)
    }
    signals.send(.kernel(.interrupt), to: initial)
  }

  /// Nothing can go on: says why and what the kernel knows, and ends the machine.
  func panic(_ reason: String) {
    guard ending == nil else { return }
    log.emergency("Kernel panic - not syncing: \(reason)")
    log.emergency("Command line: \(String(decoding: configuration.commandLine, as: UTF8.self))")
    for process in processes.all {
      for task in process.threads { log.emergency("  \(describe(task))") }
      if process.threads.isEmpty { log.emergency("  \(process.pid) \(process.state)") }
    }
    log.emergency(memoryReport)
    log.emergency("---[ end Kernel panic - not syncing: \(reason) ]---")
    end(.panicked(reason))
  }
}
