import LinuxABI

/// What the kernel can say about itself to somebody who looks for a fault.
extension Kernel {
  /// One line: who a task is and what it is doing.
  func describe(_ task: Task) -> String {
    let process = task.process
    let name = String(decoding: task.name, as: UTF8.self)
    let parent = process.parent?.pid ?? 0
    var text = "\(name) pid=\(process.pid)"
    if task.tid != process.pid { text += " tid=\(task.tid)" }
    text += " ppid=\(parent) uid=\(task.credentials.uid)"
    if case .stopped(let signal) = process.state { text += " stopped by signal \(signal)" }
    guard let call = task.blocked?.context else { return text + " running" }
    let arguments = (0..<6).map { "0x" + String(call.arguments[$0], radix: 16) }
    return text + " waiting in \(SyscallNumber.name(of: call.number))"
      + "(\(arguments.joined(separator: ", ")))"
  }

  var memoryReport: String {
    "Memory: \(memory.used >> 10)K of \(memory.total >> 10)K used, "
      + "\(memory.fileBytes >> 10)K by files, \(processes.taskCount) tasks"
  }

  /// Sends a signal to every process but init.
  func sendToAllButInit(_ signal: SignalNumber) {
    for process in processes.all where process.pid != 1 {
      signals.send(.kernel(signal), to: process)
    }
  }

  func synchronizeFileSystems() {
    for mount in files.mounts.all {
      do throws(Errno) { try mount.fileSystem.synchronize() } catch {
        log.error("sync: \(mount.fileSystem.typeName): \(error)")
      }
    }
  }
}
