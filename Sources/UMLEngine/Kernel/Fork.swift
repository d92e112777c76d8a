import LinuxABI

/// New processes and threads. See clone(2).
extension Kernel {
  /// What a guest may ask for: everything that stays inside its own world.
  private static let allowedFlags: CloneFlags = [
    .memory, .fileSystem, .files, .signalHandlers, .vfork, .parent, .thread, .systemVSemaphores,
    .setThreadLocalStorage, .parentSetThreadID, .childClearThreadID, .detached, .childSetThreadID,
    .shareIO, .processDescriptor,
  ]

  func checkClone(_ task: Task, _ request: CloneRequest) throws(Errno) {
    let flags = request.flags
    guard !flags.isSuperset(of: [.newMountNamespace, .fileSystem]) else { throw .invalidArgument }
    guard flags.isSubset(of: Self.allowedFlags) else {
      // As a Linux that was built without namespaces.
      let isPrivileged = task.credentials.has(.administration)
      throw flags.isDisjoint(with: .allNamespaces) || isPrivileged
        ? .invalidArgument : .notPermitted
    }
    guard !flags.contains(.thread) || flags.contains(.signalHandlers),
      !flags.contains(.signalHandlers) || flags.contains(.memory)
    else { throw .invalidArgument }
    if flags.contains(.processDescriptor) {
      // It comes where CLONE_PARENT_SETTID's number would.
      guard flags.isDisjoint(with: [.thread, .detached, .parentSetThreadID]) else {
        throw .invalidArgument
      }
      let limit = task.process.limits[.openFiles].current
      guard UInt64(task.files.descriptors.count) < limit else { throw .tooManyOpenFiles }
    }
    // Init's siblings would have nobody to reap them.
    guard !flags.contains(.parent) || task.process.pid != 1 else { throw .invalidArgument }
    guard processes.hasRoom(limit: configuration.taskLimit), mayHaveMore(task) else {
      throw .resourceTemporarilyUnavailable
    }
  }

  /// RLIMIT_NPROC.
  private func mayHaveMore(_ task: Task) -> Bool {
    let user = task.credentials
    let limit = task.process.limits[.processes].current
    return user.uid == 0 || user.has(.resources) || user.has(.administration)
      || !processes.has(limit, tasksOfUser: user.uid)
  }

  func makeChild(of parent: Task, _ thread: any GuestThread, _ request: CloneRequest) -> Int32 {
    // checkClone keeps the number of tasks far below the number of numbers.
    guard let tid = try? processes.allocatePID() else {
      thread.kill()
      return 0
    }
    let flags = request.flags
    let process = flags.contains(.thread) ? parent.process : forkProcess(parent, tid, request)
    let child = Task(
      tid: tid, process: process, thread: thread,
      files: flags.contains(.files) ? parent.files.share() : parent.files.copy(),
      fileSystem: flags.contains(.fileSystem)
        ? parent.fileSystem.share() : parent.fileSystem.copy(),
      credentials: parent.credentials, name: parent.name, startTime: clock.boottime)
    child.scheduling = parent.scheduling.inherited
    child.ioPriority = parent.ioPriority
    process.threads.append(child)
    processes.insert(child)
    parent.borrower = flags.contains(.vfork) ? process : nil
    if flags.contains(.processDescriptor) { tell(parent, of: process, at: request.parentTID) }
    // A process that was stopped meanwhile does not grow running threads.
    if process.isStopped { thread.hold() }
    return tid
  }

  /// CLONE_PIDFD: a descriptor that stands for the child, in the parent alone.
  private func tell(_ parent: Task, of child: Process, at address: GuestAddress) {
    let object = ProcessFile(child)
    let place = files.anonymousLocation(object, name: FileName("anon_inode:[pidfd]"))
    let descriptor = try? parent.files.insert(
      OpenFile(object, location: place, flags: .readWrite), closesOnExecute: true,
      limit: parent.process.limits[.openFiles].current)
    // A bad address is the program's own mistake.
    do throws(Errno) { try parent.memory.writeInteger(descriptor ?? -1, to: address) } catch {}
  }

  private func forkProcess(_ parent: Task, _ pid: Int32, _ request: CloneRequest) -> Process {
    let origin = parent.process
    let adopter = request.flags.contains(.parent) ? origin.parent ?? origin : origin
    let process = Process(
      pid: pid, parent: adopter, group: origin.group, limits: origin.limits,
      startTime: clock.boottime)
    process.exitSignal =
      request.flags.contains(.parent) ? origin.exitSignal : request.exitSignal
    process.inherit(from: origin)
    if !request.flags.contains(.memory) {
      process.attachments = origin.attachments
      for attachment in process.attachments { attachment.segment.attachCount += 1 }
    }
    adopter.children.append(process)
    processes.insert(process)
    return process
  }
}
