import LinuxABI

/// Finds the first program and starts it. See init/main.c in Linux.
struct InitialProcess {
  private static let usualPlaces = ["/sbin/init", "/etc/init", "/bin/init", "/bin/sh"]

  private let kernel: Kernel

  init(_ kernel: Kernel) {
    self.kernel = kernel
  }

  func start() throws(BootError) {
    guard let path = choose() else { return }
    let configuration = kernel.configuration
    let arguments = [path] + configuration.initArguments
    let environment =
      [Array("HOME=/".utf8), Array("TERM=linux".utf8)].filter { given in
        !configuration.initEnvironment.contains { $0.prefix(5) == given.prefix(5) }
      } + configuration.initEnvironment
    let thread: any GuestThread
    do throws(PlatformError) {
      thread = try kernel.platform.start(
        path: path, arguments: arguments, environment: environment)
    } catch {
      throw BootError(error.description)
    }
    do throws(Errno) {
      let process = makeProcess(try kernel.processes.allocatePID())
      let task = try makeTask(thread, of: process)
      process.threads = [task]
      kernel.processes.insert(process)
      kernel.processes.insert(task)
      openConsole(task)
    } catch {
      throw BootError("cannot make the first process: \(error)")
    }
    kernel.platform.begin(thread)
  }

  // MARK: Which program

  /// The path of the first program that can be run; panics when there is none.
  private func choose() -> [UInt8]? {
    if let path = kernel.initialPath {
      return attempt(path, failure: { "Failed to execute \($0) (error \($1))" }) ?? chooseUsual()
    }
    let wanted = kernel.configuration.initPath
    guard wanted.isEmpty else {
      guard let path = attempt(wanted, failure: { _, _ in nil }) else {
        let error = error(of: wanted) ?? .noSuchFileOrDirectory
        kernel.log.error("init=\(text(wanted)): \(error)")
        kernel.panic("Requested init \(text(wanted)) failed (error \(-error.rawValue)).")
        return nil
      }
      return path
    }
    return chooseUsual()
  }

  private func chooseUsual() -> [UInt8]? {
    for place in Self.usualPlaces {
      let path = attempt(Array(place.utf8)) { path, code in
        code == -Errno.noSuchFileOrDirectory.rawValue
          ? nil : "Starting init: \(path) exists but couldn't execute it (error \(code))"
      }
      if let path { return path }
    }
    kernel.panic(
      "No working init found.  Try passing init= option to kernel. "
        + "See Linux Documentation/admin-guide/init.rst for guidance.")
    return nil
  }

  private func attempt(_ path: [UInt8], failure: (String, Int32) -> String?) -> [UInt8]? {
    kernel.log.info("Run \(text(path)) as init process")
    guard let error = error(of: path) else { return path }
    if let complaint = failure(text(path), -error.rawValue) { kernel.log.error(complaint) }
    return nil
  }

  /// What executing a program would fail with; nil when it would not.
  private func error(of path: [UInt8]) -> Errno? {
    do throws(Errno) {
      // A process that never runs: the loader asks on somebody's behalf.
      let process = makeProcess(1)
      let thread = AbsentThread()
      let task = try makeTask(thread, of: process)
      // They own each other.
      defer { thread.task = nil }
      let request = ExecuteRequest(directory: AtFlags.workingDirectory, path: path, flags: 0)
      _ = try ProgramLoader(kernel: kernel, task: task).load(request)
      return nil
    } catch {
      return error
    }
  }

  // MARK: The process

  /// Init is in session and group 0, like Linux's, until it makes its own.
  private func makeProcess(_ pid: Int32) -> Process {
    Process(
      pid: pid, parent: nil, group: ProcessGroup(id: 0, session: Session(id: 0)),
      limits: .initial(
        memoryBytes: kernel.configuration.memoryBytes, taskLimit: kernel.configuration.taskLimit),
      startTime: kernel.clock.boottime)
  }

  private func makeTask(_ thread: any GuestThread, of process: Process) throws(Errno) -> Task {
    Task(
      tid: process.pid, process: process, thread: thread, files: FileTable(kernel.files.objects),
      fileSystem: try kernel.files.initialContext(), credentials: .root,
      name: Array("swapper".utf8), startTime: process.startTime)
  }

  /// Descriptors 0, 1 and 2: /dev/console, whether the root has that node or not.
  private func openConsole(_ task: Task) {
    do throws(Errno) {
      let file = try consoleFile(task)
      file.retain()
      defer { file.release() }
      for _ in 0..<3 { _ = try task.files.insert(file, closesOnExecute: false, limit: 1024) }
    } catch {
      kernel.log.error("Warning: unable to open an initial console.")
    }
  }

  private func consoleFile(_ task: Task) throws(Errno) -> OpenFile {
    let files = kernel.files
    if let place = try? files.resolve(Array("/dev/console".utf8), from: task),
      place.inode.type == .characterDevice
    {
      return try files.open(place, .readWrite, task)
    }
    let number = DeviceNumber(major: 5, minor: 1)
    let console = try files.devices.open(.character, number, task, .readWrite)
    let name = FileName(Array("/dev/console".utf8))
    return OpenFile(
      console, location: files.anonymousLocation(console, name: name), flags: .readWrite)
  }

  private func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }
}
