import LinuxABI
import UMLHost

@testable import UMLEngine

/// A kernel without guests, for tests of terminals: processes that do nothing and remember their
/// signals.
final class TerminalBench {
  let kernel: Kernel
  private let platform = ScriptedPlatform()
  private var sessions: [Session] = []

  init() throws {
    kernel = Kernel(
      configuration: KernelConfiguration(), platform: platform, loop: try EventLoop(),
      log: KernelLog())
    // Registers the devices.
    _ = kernel.terminals
    // Number 1 is init, to which nothing happens.
    _ = try makeProcess(session: Session(id: 1), parent: nil)
  }

  /// A process in a session of its own.
  func makeLeader() throws -> Task {
    try makeProcess(session: nil, parent: kernel.processes.initialProcess)
  }

  /// A process in a group of its own in the session of `parent`.
  func makeMember(of parent: Task) throws -> Task {
    try makeProcess(session: parent.process.session, parent: parent.process)
  }

  private func makeProcess(session: Session?, parent: Process?) throws -> Task {
    let pid = try kernel.processes.allocatePID()
    let session = session ?? Session(id: pid)
    let process = Process(
      pid: pid, parent: parent, group: ProcessGroup(id: pid, session: session),
      limits: ResourceLimits(), startTime: 0)
    let task = Task(
      tid: pid, process: process, thread: ScriptedThread(memorySize: 1 << 16),
      files: FileTable(BufferAccount(limit: 1 << 20)),
      fileSystem: fileSystem, credentials: .root, name: Array("test".utf8), startTime: 0)
    process.threads = [task]
    parent?.children.append(process)
    kernel.processes.insert(process)
    kernel.processes.insert(task)
    return task
  }

  /// No test looks at a path.
  private lazy var fileSystem: FileSystemContext = {
    let system = FileSystem("none", kernel.files)
    let root = DirectoryEntry(root: Inode(system, number: 1, type: .directory, permissions: 0o755))
    let mount = Mount(id: 1, fileSystem: system, root: root, source: [], options: [])
    let place = Location(mount, root)
    return FileSystemContext(root: place, workingDirectory: place)
  }()

  /// Opens a device by its number.
  func open(
    _ major: UInt32, _ minor: UInt32, _ task: Task?,
    _ flags: OpenFlags = [.readWrite, .nonBlocking]
  ) throws -> OpenFile {
    let object = try kernel.files.devices.open(
      .character, DeviceNumber(major: major, minor: minor), task, flags)
    let file = OpenFile(object, flags: flags)
    file.retain()
    return file
  }

  /// ioctl(2) with `value` in the caller's memory; returns what is there afterwards.
  @discardableResult
  func control(
    _ file: OpenFile, _ request: TerminalRequest, _ task: Task, _ value: [UInt8] = [],
    argument: UInt64? = nil
  ) throws(Errno) -> [UInt8] {
    guard let thread = task.thread as? ScriptedThread else { return [] }
    thread.memory.replaceSubrange(..<value.count, with: value)
    var call = SyscallContext(
      kernel: kernel, task: task, number: SyscallNumber.ioctl,
      arguments: InlineArray(repeating: 0))
    _ = try file.object.control(request.rawValue, argument ?? ScriptedThread.base, &call, file)
    return Array(thread.memory.prefix(128))
  }

  func integer(_ file: OpenFile, _ request: TerminalRequest, _ task: Task) throws(Errno) -> Int32 {
    ByteReader.load(try control(file, request, task), at: 0)
  }
}

extension Task {
  private var scripted: ScriptedThread? { thread as? ScriptedThread }

  /// Signals since the last time it was asked.
  func takeSignals() -> [SignalNumber] {
    defer { scripted?.forgetSignals() }
    return scripted?.sentSignals.map(\.signal) ?? []
  }

  func ignore(_ signal: SignalNumber) { scripted?.state.ignored.insert(signal) }
}

extension OpenFile {
  /// What a read returns as text. Reads for `task`, so that job control applies.
  func read(by task: Task? = nil, limit: Int = 4096) throws(Errno) -> String {
    guard let task, let thread = task.thread as? ScriptedThread else {
      var destination = ReadDestination(kernelCapacity: limit)
      _ = try object.read(&destination, at: 0, self)
      return String(decoding: destination.bytes, as: UTF8.self)
    }
    let address = GuestAddress(ScriptedThread.base)
    var destination = ReadDestination(task.memory, address, length: limit)
    let count = try object.read(&destination, at: 0, self)
    return String(decoding: thread.memory.prefix(count), as: UTF8.self)
  }

  @discardableResult
  func write(_ text: String, by task: Task? = nil) throws(Errno) -> Int {
    let bytes = Array(text.utf8)
    guard let task, let thread = task.thread as? ScriptedThread else {
      var source = WriteSource(kernel: bytes)
      return try object.write(&source, at: 0, self)
    }
    thread.memory.replaceSubrange(..<bytes.count, with: bytes)
    let address = GuestAddress(ScriptedThread.base)
    var source = WriteSource(task.memory, address, length: bytes.count)
    return try object.write(&source, at: 0, self)
  }
}
