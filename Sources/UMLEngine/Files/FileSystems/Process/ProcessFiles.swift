import LinuxABI

/// The files of /proc/PID. A new one is a row.
enum ProcessFiles {
  struct Row: Sendable {
    typealias Read = @Sendable (ProcessView) throws(Errno) -> [UInt8]
    typealias Write = @Sendable (ProcessView, [UInt8]) throws(Errno) -> Void

    let name: String
    let permissions: FileMode
    /// Only for those who could trace the process.
    let isPrivate: Bool
    let read: Read
    let write: Write?

    init(
      _ name: String, _ permissions: FileMode = 0o444, isPrivate: Bool = false,
      write: Write? = nil, read: @escaping Read
    ) {
      self.name = name
      self.permissions = permissions
      self.isPrivate = isPrivate
      self.read = read
      self.write = write
    }
  }

  static let rows: [Row] = [
    Row("stat", read: stat),
    Row("statm", read: memoryPages),
    Row("status", read: status),
    Row("cmdline") { (view) throws(Errno) in view.task?.thread.commandLine() ?? [] },
    Row("environ", 0o400, isPrivate: true) { (view) throws(Errno) in
      view.task?.thread.environment() ?? []
    },
    Row("auxv", 0o400, isPrivate: true) { (view) throws(Errno) in
      guard let task = view.task else { return [] }
      return try auxiliaryVector(of: task)
    },
    Row("comm", 0o644, write: setName) { (view) throws(Errno) in name(view) + [newline] },
    Row("maps", isPrivate: true, read: maps),
    Row("smaps", isPrivate: true, read: detailedMaps),
    Row("timerslack_ns", 0o666, isPrivate: true, write: setTimerSlack) { (view) throws(Errno) in
      line("\(view.task?.timerSlack ?? 0)")
    },
    Row("cpuset") { (_) throws(Errno) in line("/") },
    Row("limits", read: limits),
    Row("mounts") { (view) throws(Errno) in MountText(view).mounts },
    Row("mountinfo") { (view) throws(Errno) in MountText(view).mountInformation },
    Row("mountstats", 0o400) { (view) throws(Errno) in MountText(view).statistics },
    Row("io", 0o400, isPrivate: true, read: transfers),
    Row("oom_score") { (view) throws(Errno) in line("\(view.outOfMemoryScore)") },
    Row("oom_score_adj", 0o644, write: setOutOfMemoryAdjustment) { (view) throws(Errno) in
      line("\(view.process.outOfMemoryAdjustment)")
    },
    Row("wchan") { (_) throws(Errno) in Array("0".utf8) },
    Row("personality", 0o400, isPrivate: true) { (view) throws(Errno) in
      line(hexadecimal(UInt64(view.process.personality), 8))
    },
    Row("cgroup") { (_) throws(Errno) in line("0::/") },
    Row("loginuid") { (_) throws(Errno) in Array("4294967295".utf8) },
    Row("sessionid") { (_) throws(Errno) in Array("4294967295".utf8) },
    Row("uid_map") { (_) throws(Errno) in line("         0          0 4294967295") },
    Row("gid_map") { (_) throws(Errno) in line("         0          0 4294967295") },
    Row("setgroups") { (_) throws(Errno) in line("allow") },
    Row("schedstat") { (_) throws(Errno) in line("0 0 0") },
    Row("children") { (view) throws(Errno) in
      Array(view.process.children.map { "\($0.pid) " }.joined().utf8)
    },
  ]

  private static let newline = UInt8(ascii: "\n")

  static func line(_ text: String) -> [UInt8] { Array(text.utf8) + [newline] }

  /// What the loader put above the environment, read where the program finds it.
  static func auxiliaryVector(of task: Task) throws(Errno) -> [UInt8] {
    let memory = task.memory
    var address = GuestAddress(task.thread.facts().startStack)
    func next() throws(Errno) -> UInt64 {
      defer { address = address.advanced(by: 8) }
      return try memory.readInteger(address)
    }
    let count = Int(truncatingIfNeeded: try next())
    guard (0...Int(Int32.max)).contains(count) else { return [] }
    address = address.advanced(by: (count + 1) * 8)
    while try next() != 0 {}
    var writer = ByteWriter(capacity: 512)
    // AT_NULL ends it; nobody has as many as a page of them.
    while writer.count < GuestMemory.pageSize {
      let key = try next()
      writer.write(key)
      writer.write(try next())
      if key == 0 { break }
    }
    return writer.bytes
  }

  /// A thread's own name, or that of the process; a zombie has its last.
  static func name(_ view: ProcessView) -> [UInt8] { view.task?.name ?? view.process.lastName }

  private static func setName(_ view: ProcessView, _ bytes: [UInt8]) throws(Errno) {
    guard view.kernel.currentTask?.process === view.process, let task = view.task else {
      throw .invalidArgument
    }
    task.name = Array(bytes.prefix { $0 != newline && $0 != 0 }.prefix(15))
  }

  private static func setTimerSlack(_ view: ProcessView, _ bytes: [UInt8]) throws(Errno) {
    let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    guard let value = UInt32(text) else { throw .invalidArgument }
    view.task?.timerSlack = value == 0 ? Task.defaultTimerSlack : value
  }

  private static func setOutOfMemoryAdjustment(_ view: ProcessView, _ bytes: [UInt8])
    throws(Errno)
  {
    let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    guard let value = Int32(text), (-1000...1000).contains(value) else { throw .invalidArgument }
    if value < view.process.outOfMemoryAdjustment,
      view.kernel.currentTask?.credentials.has(.resources) != true
    {
      throw .permissionDenied
    }
    view.process.outOfMemoryAdjustment = value
  }

  private static func transfers(_ view: ProcessView) throws(Errno) -> [UInt8] {
    // Not counted; programs that show them find the fields.
    let names = [
      "rchar", "wchar", "syscr", "syscw", "read_bytes", "write_bytes", "cancelled_write_bytes",
    ]
    return Array(names.map { "\($0): 0\n" }.joined().utf8)
  }
}

extension ProcessView {
  /// Thousandths of the machine's memory, as the OOM killer weighs them.
  var outOfMemoryScore: Int64 {
    guard let task else { return 0 }
    let share =
      Int64(task.thread.memoryUsage().anonymous) * 1000 / Int64(max(1, kernel.memory.total))
    return max(0, share + Int64(process.outOfMemoryAdjustment))
  }
}

/// A number in hexadecimal with leading zeros.
func hexadecimal(_ value: UInt64, _ width: Int) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
