import LinuxABI

/// The end of the machine.
extension Kernel {
  /// reboot(2), the management console, and Ctrl-Alt-Del end here.
  func halt(_ ending: MachineEnding) {
    switch ending {
    case .halted: log.emergency("reboot: System halted")
    case .poweredOff: log.emergency("reboot: Power down")
    case .restarting: log.emergency("reboot: Restarting system")
    case .panicked: break
    }
    end(ending)
  }

  /// Nothing can go on: says why and what the kernel knows, and ends the machine.
  func panic(_ reason: String) {
    guard ending == nil else { return }
    log.emergency("Kernel panic - not syncing: \(reason)")
    for process in processes.all {
      let name = String(decoding: process.mainTask?.name ?? [], as: UTF8.self)
      log.emergency("  \(process.pid) \(name) \(process.state)")
    }
    log.emergency("---[ end Kernel panic - not syncing: \(reason) ]---")
    end(.panicked(reason))
  }
}
