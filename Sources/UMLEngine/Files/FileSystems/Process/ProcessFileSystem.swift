import LinuxABI

/// proc: the kernel's tables as text. There is one, however often it is mounted.
///
/// ```
///   /proc ── MachineFiles, SystemSettings            rows: path, permissions, how to make the text
///        └── <pid> ── ProcessFiles                   rows: the same for one process
///                 ├── fd, fdinfo   OpenFileDirectory
///                 └── task/<tid>   ProcessDirectory again
/// ```
/// Another part of the kernel adds a file of its own with `kernel.processFiles.add(…)`.
final class ProcessFileSystem: SyntheticFileSystem {
  unowned let kernel: Kernel
  let settings = SystemSettings()
  private lazy var top = ProcessRoot(self)
  override var rootDirectory: SyntheticDirectory { top }
  /// /proc/PID/net, of all processes; what is added under `net/`.
  private(set) lazy var networkDirectory = SyntheticDirectory(self, number: allocateNumber())
  /// For /proc/loadavg.
  var load = LoadAverage()

  static func register(for kernel: Kernel) {
    kernel.files.types.register(
      FileSystemType("proc") { [unowned kernel] (_) throws(Errno) in kernel.processFiles })
  }

  init(_ kernel: Kernel) {
    self.kernel = kernel
    super.init("proc", kernel.files)
    MachineFiles.add(to: self)
    settings.add(to: self)
  }

  override var magic: Int64 { FileSystemMagic.process.rawValue }
  /// Processes come and go.
  override var keepsEntries: Bool { false }

  override func start(of name: FileName) -> SyntheticDirectory {
    name == "net" ? networkDirectory : rootDirectory
  }
}

/// The top of proc: the machine's files, and a directory for each process.
final class ProcessRoot: SyntheticDirectory {
  private unowned let system: ProcessFileSystem
  private var directories: [Int32: ProcessDirectory] = [:]

  init(_ system: ProcessFileSystem) {
    self.system = system
    super.init(system, number: 1)
  }

  /// Threads other than leaders have a directory that is not listed: Linux's quirk.
  override func dynamicChild(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? {
    guard let id = name.processNumber else { return nil }
    guard let process = system.kernel.processes.process(id) else {
      directories[id] = nil
      guard let task = system.kernel.processes.task(id) else { return nil }
      return ProcessDirectory(system, task.process, thread: task)
    }
    if let known = directories[id], known.view.process === process {
      known.refreshOwner()
      return known
    }
    let directory = ProcessDirectory(system, process, thread: nil)
    directory.parentNumber = number
    directories[id] = directory
    return directory
  }

  override func dynamicEntries() throws(Errno) -> [DirectorySink.Entry] {
    // Processes end without a word to us: forget them when somebody lists.
    if directories.count > 2 * system.kernel.processes.processes.count + 32 {
      directories = directories.filter { $0.value.view.isAlive }
    }
    return system.kernel.processes.all.map { process in
      DirectorySink.Entry(
        name: Array(String(process.pid).utf8), inode: ProcessDirectory.number(process.pid, 0),
        type: .directory, next: Self.dynamicBase + Int64(process.pid))
    }
  }

  override func status() throws(Errno) -> FileStatus {
    var status = try super.status()
    status.linkCount += UInt64(system.kernel.processes.processes.count)
    return status
  }
}

extension FileName {
  /// The number in decimal, without leading zeros.
  var processNumber: Int32? {
    guard let first = bytes.first, first != UInt8(ascii: "0"), bytes.count < 10 else { return nil }
    var value: Int32 = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int32(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
