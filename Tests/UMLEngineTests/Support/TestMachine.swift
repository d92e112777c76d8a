import LinuxABI
import UMLHost

@testable import UMLEngine

/// A kernel on a scripted platform, with an empty root directory and processes that tests make.
final class TestMachine {
  let platform = ScriptedPlatform()
  let kernel: Kernel

  init() throws {
    kernel = Kernel(
      configuration: KernelConfiguration(), platform: platform, loop: try EventLoop(),
      log: KernelLog())
    let system = TestFileSystem("test", kernel.files)
    let mount = kernel.files.mounts.make(
      system, root: try system.root(), source: [], options: [])
    kernel.files.mounts.setTop(mount)
  }

  /// A process of its own with one thread; the first one is init.
  func makeProcess(uid: UInt32 = 0) throws -> TestProcess {
    let pid = try kernel.processes.allocatePID()
    let group = ProcessGroup(id: pid, session: Session(id: pid))
    let process = Process(
      pid: pid, parent: kernel.processes.initialProcess, group: group,
      limits: .initial(memoryBytes: 64 << 20, taskLimit: 1024), startTime: 0)
    var credentials = Credentials.root
    if uid != 0 {
      credentials.uid = uid
      credentials.effectiveUID = uid
      credentials.savedUID = uid
      credentials.fileSystemUID = uid
      credentials.capabilities.recompute(isRoot: false, isEffectiveRoot: false, isSetID: false)
    }
    let thread = ScriptedThread()
    let task = Task(
      tid: pid, process: process, thread: thread, files: FileTable(kernel.files.objects),
      fileSystem: try kernel.files.initialContext(), credentials: credentials,
      name: Array("test".utf8), startTime: 0)
    process.threads = [task]
    kernel.processes.insert(process)
    kernel.processes.insert(task)
    return TestProcess(self, thread, task)
  }

  /// Runs what is due: calls that were woken, timers whose time has come.
  func turn() {
    // An entry that is due keeps the loop from waiting.
    kernel.timers.schedule(at: 0) {}
    kernel.turn()
  }
}

/// A process of a ``TestMachine``, with a little memory to put arguments in.
final class TestProcess {
  let machine: TestMachine
  let thread: ScriptedThread
  let task: Task
  private var nextFree = 0

  init(_ machine: TestMachine, _ thread: ScriptedThread, _ task: Task) {
    self.machine = machine
    self.thread = thread
    self.task = task
  }

  /// Makes a call; nil while it waits.
  func start(_ number: Int, _ arguments: UInt64...) -> ScriptedThread.Answer? {
    machine.platform.call(thread, number, arguments)
  }

  /// Makes a call that is answered at once: its value, negative for an errno.
  @discardableResult
  func call(_ number: Int, _ arguments: UInt64...) -> Int {
    guard case .value(let value) = machine.platform.call(thread, number, arguments) else {
      return .min
    }
    return value
  }

  /// What a waiting call was answered after the kernel ran what is due.
  func resume() -> ScriptedThread.Answer? {
    machine.turn()
    return thread.answer
  }

  // MARK: Memory

  /// Puts bytes somewhere of their own and returns where.
  func place(_ bytes: [UInt8]) -> UInt64 {
    let address = allocate(bytes.count)
    thread.memory.replaceSubrange(
      Int(address - ScriptedThread.base)..<Int(address - ScriptedThread.base) + bytes.count,
      with: bytes)
    return address
  }

  func allocate(_ count: Int) -> UInt64 {
    defer { nextFree += (count + 15) & ~15 }
    return ScriptedThread.base + UInt64(nextFree)
  }

  func bytes(at address: UInt64, _ count: Int) -> [UInt8] {
    let offset = Int(address - ScriptedThread.base)
    return Array(thread.memory[offset..<offset + count])
  }

  func integer<Value: FixedWidthInteger>(at address: UInt64) -> Value {
    ByteReader.load(bytes(at: address, MemoryLayout<Value>.size), at: 0)
  }

  // MARK: Files

  /// The object behind a descriptor, for reads and writes without the calls.
  func file(_ descriptor: UInt64) throws -> OpenFile { try task.files[Int32(descriptor)] }

  /// Reads like read(2): nil when it would wait.
  func read(_ descriptor: UInt64, _ count: Int) throws -> [UInt8]? {
    let file = try file(descriptor)
    var destination = ReadDestination(kernelCapacity: count)
    return try unlessWaiting { () throws(Errno) in
      _ = try file.object.read(&destination, at: 0, file)
      return destination.bytes
    }
  }

  /// Writes like write(2): nil when it would wait.
  func write(_ descriptor: UInt64, _ bytes: [UInt8]) throws -> Int? {
    let file = try file(descriptor)
    var source = WriteSource(kernel: bytes)
    return try unlessWaiting { () throws(Errno) in try file.object.write(&source, at: 0, file) }
  }

  private func unlessWaiting<Value>(_ body: () throws(Errno) -> Value) throws(Errno) -> Value? {
    do throws(Errno) { return try body() } catch {
      guard error == .wouldBlock else { throw error }
      return nil
    }
  }

  func close(_ descriptor: UInt64) throws { try task.files.remove(Int32(descriptor)).release() }

  func descriptorPair(_ number: Int, _ arguments: [UInt64], at address: UInt64) -> (UInt64, UInt64)
  {
    _ = machine.platform.call(thread, number, arguments)
    let first: Int32 = integer(at: address)
    let second: Int32 = integer(at: address + 4)
    return (UInt64(first), UInt64(second))
  }

  /// pipe2(2): the reading and the writing end.
  func pipe(_ flags: OpenFlags = []) -> (reader: UInt64, writer: UInt64) {
    let address = allocate(8)
    return descriptorPair(
      SyscallNumber.pipe2, [address, UInt64(flags.rawValue)], at: address)
  }
}

/// An empty file system whose directories keep what is made in them.
final class TestFileSystem: FileSystem {
  override func makeRoot() throws(Errno) -> Inode {
    TestDirectory(self, number: 1, type: .directory, permissions: 0o777)
  }
}

final class TestDirectory: Inode {
  private var children: [FileName: Inode] = [:]

  override func lookup(_ name: FileName, cached: Inode?) throws(Errno) -> Inode? { children[name] }

  override func create(_ name: FileName, _ file: NewFile) throws(Errno) -> Inode {
    let number = UInt64(children.count + 2)
    let inode = Inode(
      fileSystem, number: number, type: file.type, permissions: file.permissions,
      userID: file.userID, groupID: file.groupID)
    children[name] = inode
    return inode
  }
}
