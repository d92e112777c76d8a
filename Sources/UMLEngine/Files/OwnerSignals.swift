import LinuxABI

extension OpenFile {
  /// Sends a file's owner what it asked to be sent: SIGIO, or the signal of F_SETSIG with what
  /// happened and where. See fcntl(2).
  func tellOwner(_ code: SignalCode, band: PollEvents, descriptor: Int32, _ kernel: Kernel) {
    guard ownerSignal != 0 else { return tellOwner(.kernel(.inputOutput), kernel) }
    tellOwner(
      SignalInfo(
        signal: SignalNumber(rawValue: ownerSignal), code: code,
        details: .poll(band: Int64(band.rawValue), descriptor: descriptor)), kernel)
  }

  func tellOwner(_ info: SignalInfo, _ kernel: Kernel) {
    guard let owner else { return }
    let table = kernel.processes
    switch owner.kind {
    case .thread:
      guard let task = table.task(owner.id), owner.maySignal(task.process) else { return }
      kernel.signals.send(info, to: task)
    case .process:
      guard let process = table.process(owner.id), owner.maySignal(process) else { return }
      kernel.signals.send(info, to: process)
    case .group:
      for process in table.group(owner.id)?.members ?? [] where owner.maySignal(process) {
        kernel.signals.send(info, to: process)
      }
    }
  }
}

extension FileOwner {
  fileprivate func maySignal(_ process: Process) -> Bool {
    guard let target = process.mainTask?.credentials else { return false }
    return user.effectiveUID == 0
      || [user.uid, user.effectiveUID].contains { $0 == target.uid || $0 == target.savedUID }
  }
}
