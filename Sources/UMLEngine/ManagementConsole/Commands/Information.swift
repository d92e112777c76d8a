import LinuxABI

/// What a machine says about itself.
extension ManagementCommand {
  static let version = ManagementCommand("version", help: "Say which kernel this is") {
    exchange in
    let hostname = String(decoding: exchange.kernel.hostname, as: UTF8.self)
    exchange.reply(
      [
        KernelIdentity.systemName, hostname, KernelIdentity.release, KernelIdentity.version,
        KernelIdentity.machine,
      ].joined(separator: " "))
  }

  static let helpCommand = ManagementCommand("help", help: "Print this list") { exchange in
    var text = "Commands: \n"
    for command in all {
      let usage = command.usage.isEmpty ? "" : " \(command.usage)"
      text += "    \(command.name)\(usage) - \(command.help)\n"
    }
    exchange.reply(text)
  }

  static let log = ManagementCommand(
    "log", "<text>", help: "Write a text into the kernel's log"
  ) { exchange in
    exchange.kernel.log.warning(exchange.argument)
    exchange.reply()
  }

  static let proc = ManagementCommand(
    "proc", "<file>", help: "Print a file of the machine's /proc"
  ) { exchange in
    let contents: [UInt8]
    do throws(Errno) {
      contents = try exchange.kernel.readProcessFile(Array(exchange.argument.utf8))
    } catch {
      return exchange.fail(
        error == .noSuchFileOrDirectory ? "Failed to open file" : "Read of file failed")
    }
    exchange.part(Array("\n".utf8))
    exchange.part(contents)
    exchange.reply()
  }

  static let stack = ManagementCommand(
    "stack", "<pid>", help: "Print what a process is doing"
  ) { exchange in
    guard let pid = Int32(exchange.argument) else {
      return exchange.fail("Please specify a pid")
    }
    guard let task = exchange.kernel.processes.task(pid) else {
      return exchange.fail("Couldn't find that pid")
    }
    exchange.reply(exchange.kernel.describe(task))
  }
}
