import LinuxABI
import UMLHost

/// The files of /proc that are about the whole machine.
enum MachineFiles {
  static func add(to system: ProcessFileSystem) {
    let kernel = system.kernel
    func file(_ path: String, _ text: @escaping () -> String) {
      system.add(path) { () throws(Errno) in Array(text().utf8) }
    }
    addLinks(to: system)
    file("version") { [unowned kernel] in version(kernel) }
    system.add("cmdline") { [unowned kernel] () throws(Errno) in
      kernel.configuration.commandLine + [UInt8(ascii: "\n")]
    }
    file("uptime") { [unowned system] in MachineTimes(system.kernel).uptime }
    file("stat") { [unowned system] in MachineTimes(system.kernel).statistics }
    file("loadavg") { [unowned system] in loadAverage(system) }
    file("meminfo") { [unowned kernel] in MachineMemory(kernel).information }
    file("vmstat") { [unowned kernel] in MachineMemory(kernel).statistics }
    file("cpuinfo") { [unowned kernel] in processors(kernel) }
    file("filesystems") { [unowned kernel] in
      kernel.files.types.all.map { "\($0.isVirtual ? "nodev" : "")\t\($0.name)\n" }.joined()
    }
    file("devices") { [unowned kernel] in devices(kernel.files.devices) }
    file("partitions") { "major minor  #blocks  name\n\n" }
    file("diskstats") { "" }
    file("modules") { "" }
    file("swaps") { "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n" }
    file("interrupts") { [unowned kernel] in
      (0..<kernel.processorCount).reduce("          ") { $0 + " CPU\($1)      " } + "\n"
    }
    file("softirqs") { "" }
    file("misc") { "" }
    file("locks") { [unowned kernel] in LockText(kernel).text }
    file("consoles") { [unowned kernel] in
      kernel.terminals.consoleNames.reversed().map { "\($0)                 -W- (EC p  )\n" }
        .joined()
    }
    file("tty/drivers") { terminalDrivers }
    file("tty/ldiscs") { "n_tty       0\n" }
    system.add(
      "exitcode", permissions: 0o600,
      store: { [unowned kernel] (bytes) throws(Errno) in
        kernel.exitCode = try number(bytes)
      }
    ) { [unowned kernel] () throws(Errno) in Array("\(kernel.exitCode)\n".utf8) }
    if kernel.configuration.notificationSocket != nil {
      system.add(
        "mconsole", permissions: 0o200,
        store: { [unowned kernel] (bytes) throws(Errno) in
          try kernel.notifier?.send(.user, bytes)
        }
      ) { () throws(Errno) in throw .ioError }
    }
    system.add(
      "sysrq-trigger", permissions: 0o200,
      store: { [unowned kernel] (bytes) throws(Errno) in
        if let letter = bytes.first { kernel.systemRequest(letter) }
      }
    ) { () throws(Errno) in throw .ioError }
    system.add("kmsg", ProcessKernelMessages(system, kernel.log))
    NetworkFiles.add(to: system)
    SystemVFiles.add(to: system)
  }

  private static func addLinks(to system: ProcessFileSystem) {
    system.addLink("self") { (context) throws(Errno) in
      guard let task = context.task else { throw .noSuchFileOrDirectory }
      return Array("\(task.process.pid)".utf8)
    }
    system.addLink("thread-self") { (context) throws(Errno) in
      guard let task = context.task else { throw .noSuchFileOrDirectory }
      return Array("\(task.process.pid)/task/\(task.tid)".utf8)
    }
    for name in ["mounts", "net"] {
      system.addLink(name) { (_) throws(Errno) in Array("self/\(name)".utf8) }
    }
  }

  private static func number(_ bytes: [UInt8]) throws(Errno) -> Int32 {
    let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace && $0 != "\0" }
    guard let value = Int32(text) else { throw .invalidArgument }
    return value
  }

  private static func version(_ kernel: Kernel) -> String {
    "Linux version \(KernelIdentity.release) (umltop@localhost) (Swift 6.3) \(KernelIdentity.version)\n"
  }

  private static func loadAverage(_ system: ProcessFileSystem) -> String {
    let kernel = system.kernel
    system.load.update(now: kernel.clock.sinceStart, busy: MachineTimes(kernel).busy)
    let running = kernel.processes.all.reduce(0) { count, process in
      count + process.threads.count { $0.blocked == nil && !process.isStopped }
    }
    return "\(system.load.text) \(max(1, running))/\(kernel.processes.taskCount) "
      + "\(kernel.processes.lastAllocatedPID)\n"
  }

  private static func processors(_ kernel: Kernel) -> String {
    let host = HostSystem.name
    return (0..<kernel.processorCount).map { index in
      """
      processor\t: \(index)
      vendor_id\t: User Mode Linux
      model name\t: UML
      mode\t\t: notify
      host\t\t: \(host.system) \(host.release) \(host.machine)
      bogomips\t: 4800.00


      """
    }.joined()
  }

  private static func devices(_ registry: DeviceRegistry) -> String {
    func list(_ kind: DeviceRegistry.Kind) -> String {
      registry.drivers.filter { $0.kind == kind }
        .sorted { ($0.major, $0.name) < ($1.major, $1.name) }
        .map { "\($0.major < 10 ? "  " : $0.major < 100 ? " " : "")\($0.major) \($0.name)\n" }
        .joined()
    }
    return "Character devices:\n\(list(.character))\nBlock devices:\n\(list(.block))"
  }

  private static let terminalDrivers = """
    /dev/tty             /dev/tty        5       0 system:/dev/tty
    /dev/console         /dev/console    5       1 system:console
    /dev/ptmx            /dev/ptmx       5       2 system
    serial               /dev/ttyS       4 64-127 serial
    pty_slave            /dev/pts      136 0-1048575 pty:slave
    pty_master           /dev/ptm      128 0-1048575 pty:master
    console              /dev/tty        4 0-15 console

    """
}
