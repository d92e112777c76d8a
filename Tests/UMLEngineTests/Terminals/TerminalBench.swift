import LinuxABI
import UMLHost

@testable import UMLEngine

/// A kernel without guests, for tests of terminals: processes that do nothing and remember their signals.
final class TerminalBench {
  let kernel: Kernel
  private let platform = IdlePlatform()
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
      tid: pid, process: process, thread: RecordingThread(), files: FileTable(),
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
    guard let thread = task.thread as? RecordingThread else { return [] }
    thread.memory = value + [UInt8](repeating: 0, count: 128)
    var call = SyscallContext(
      kernel: kernel, task: task, number: SyscallNumber.ioctl,
      arguments: InlineArray(repeating: 0))
    _ = try file.object.control(request.rawValue, argument ?? 0, &call, file)
    return thread.memory
  }

  func integer(_ file: OpenFile, _ request: TerminalRequest, _ task: Task) throws(Errno) -> Int32 {
    ByteReader.load(try control(file, request, task), at: 0)
  }
}

/// Runs nothing.
private final class IdlePlatform: Platform {
  weak var delegate: (any PlatformDelegate)?
  func start(path: [UInt8], arguments: [[UInt8]], environment: [[UInt8]]) throws(PlatformError)
    -> any GuestThread
  { RecordingThread() }
  func begin(_ thread: any GuestThread) {}
  func shutDown() {}
}

/// A thread that never runs: it has memory from address 0 on, and remembers what it was sent.
final class RecordingThread: GuestThread {
  weak var task: Task?
  var memory: [UInt8] = []
  var received: [SignalNumber] = []
  var state = HostSignalState()

  func readMemory(_ address: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let start = Int(exactly: address), start <= memory.count else { return 0 }
    let bytes = memory[start...].prefix(buffer.count)
    buffer.copyBytes(from: bytes)
    return bytes.count
  }

  func writeMemory(_ address: UInt64, from buffer: UnsafeRawBufferPointer) -> Int {
    guard let start = Int(exactly: address), start + buffer.count <= memory.count else { return 0 }
    memory.replaceSubrange(start..<start + buffer.count, with: buffer)
    return buffer.count
  }

  func send(_ signal: SignalInfo, toProcess: Bool) throws(Errno) { received.append(signal.signal) }
  func signalState() -> HostSignalState { state }
  func finish(_ value: Int) {}
  func finishNatively() {}
  func finishInterrupted(_ rule: RestartRule, under mask: SignalSet?) {}
  func install(hostDescriptor: Int32, at descriptor: Int32) throws(Errno) {}
  func kill() {}
  func hold() {}
  func release() {}
  func usage() -> HostUsage { HostUsage() }
  func memoryUsage() -> HostMemoryUse { HostMemoryUse() }
  func mappings() -> [HostMappingEntry] { [] }
  func setLimit(_ kind: ResourceKind, soft: UInt64) {}
}

extension Task {
  /// Signals since the last time it was asked.
  func takeSignals() -> [SignalNumber] {
    guard let thread = thread as? RecordingThread else { return [] }
    defer { thread.received = [] }
    return thread.received
  }

  func ignore(_ signal: SignalNumber) { (thread as? RecordingThread)?.state.ignored.insert(signal) }
}

extension OpenFile {
  /// What a read returns as text. Reads for `task`, so that job control applies.
  func read(by task: Task? = nil, limit: Int = 4096) throws(Errno) -> String {
    guard let thread = task?.thread as? RecordingThread, let task else {
      var destination = ReadDestination(kernelCapacity: limit)
      _ = try object.read(&destination, at: 0, self)
      return String(decoding: destination.bytes, as: UTF8.self)
    }
    thread.memory = [UInt8](repeating: 0, count: limit)
    var destination = ReadDestination(task.memory, GuestAddress(0), length: limit)
    let count = try object.read(&destination, at: 0, self)
    return String(decoding: thread.memory.prefix(count), as: UTF8.self)
  }

  @discardableResult
  func write(_ text: String, by task: Task? = nil) throws(Errno) -> Int {
    let bytes = Array(text.utf8)
    guard let thread = task?.thread as? RecordingThread, let task else {
      var source = WriteSource(kernel: bytes)
      return try object.write(&source, at: 0, self)
    }
    thread.memory = bytes
    var source = WriteSource(task.memory, GuestAddress(0), length: bytes.count)
    return try object.write(&source, at: 0, self)
  }
}
