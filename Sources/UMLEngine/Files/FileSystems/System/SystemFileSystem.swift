import LinuxABI

/// sysfs, as much of it as C libraries, mdev and lsof-like programs look at: processors, and the
/// devices that are registered.
///
/// ```
///   /sys/devices/virtual/tty/ttyS0/{dev,uevent}
///   /sys/class/tty/ttyS0      ─► there
///   /sys/dev/char/4:64        ─► there
/// ```
final class SystemFileSystem: SyntheticFileSystem {
  private lazy var top = SyntheticDirectory(self, number: 1)

  static func register(for kernel: Kernel) {
    var existing: SystemFileSystem?
    kernel.files.types.register(
      FileSystemType("sysfs") { [unowned kernel] (_) throws(Errno) in
        if let existing { return existing }
        let system = SystemFileSystem(kernel)
        existing = system
        return system
      })
  }

  private init(_ kernel: Kernel) {
    super.init("sysfs", kernel.files)
    for path in Self.emptyDirectories { addDirectory(path) }
    addProcessors(kernel.processorCount)
    for entry in files.devices.all { add(entry) }
    files.devices.onChange.append { [weak self] change in
      if case .added(let entry) = change { self?.add(entry) }
    }
  }

  override var magic: Int64 { FileSystemMagic.system.rawValue }

  override var rootDirectory: SyntheticDirectory { top }

  private static let emptyDirectories = [
    "block", "bus", "class/block", "class/net", "dev/block", "firmware", "fs", "fs/cgroup",
    "kernel", "module", "power",
  ]

  private func addProcessors(_ count: Int) {
    let range = count == 1 ? "0" : "0-\(count - 1)"
    let base = "devices/system/cpu"
    for name in ["online", "possible", "present"] { addText("\(base)/\(name)", range) }
    addText("\(base)/offline", "")
    addText("\(base)/kernel_max", "\(count - 1)")
    for index in 0..<count {
      addText("\(base)/cpu\(index)/online", "1")
      addText("\(base)/cpu\(index)/topology/core_id", "\(index)")
      addText("\(base)/cpu\(index)/topology/physical_package_id", "0")
    }
    addText("devices/system/node/online", "0")
    addText("devices/system/node/possible", "0")
  }

  private func addText(_ path: String, _ text: String) {
    add(path) { () throws(Errno) in Array("\(text)\n".utf8) }
  }

  private func add(_ entry: DeviceRegistry.Entry) {
    guard !entry.name.isEmpty else { return }
    let kind = entry.kind == .character ? "char" : "block"
    let subsystem = Self.subsystem(entry)
    // Slashes in names are exclamation marks, as in Linux.
    let name = String(entry.name.map { $0 == "/" ? "!" : $0 })
    let place = "devices/virtual/\(subsystem)/\(name)"
    let number = entry.number
    addText("\(place)/dev", "\(number)")
    let event = "MAJOR=\(number.major)\nMINOR=\(number.minor)\nDEVNAME=\(entry.name)\n"
    add("\(place)/uevent", permissions: 0o644, store: { (_) throws(Errno) in }) {
      () throws(Errno) in Array(event.utf8)
    }
    addTarget("\(place)/subsystem", "../../../../class/\(subsystem)")
    addTarget("class/\(subsystem)/\(name)", "../../\(place)")
    addTarget("dev/\(kind)/\(number)", "../../\(place)")
  }

  private func addTarget(_ path: String, _ target: String) {
    addLink(path) { (_) throws(Errno) in Array(target.utf8) }
  }

  private static func subsystem(_ entry: DeviceRegistry.Entry) -> String {
    if entry.kind == .block { return "block" }
    switch entry.number.major {
    case 1: return "mem"
    case 4, 5, 136...143: return "tty"
    default: return "misc"
    }
  }
}
