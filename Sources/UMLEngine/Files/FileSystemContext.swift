import LinuxABI

/// What a task's paths start from: shared by tasks that were cloned with CLONE_FS.
final class FileSystemContext {
  var root: Location
  var workingDirectory: Location
  /// Permission bits that new files do not get.
  var umask: FileMode = 0o022
  private(set) var users = 1

  init(root: Location, workingDirectory: Location) {
    self.root = root
    self.workingDirectory = workingDirectory
  }

  func share() -> FileSystemContext {
    users += 1
    return self
  }

  func copy() -> FileSystemContext {
    let copy = FileSystemContext(root: root, workingDirectory: workingDirectory)
    copy.umask = umask
    return copy
  }

  func leave() { users -= 1 }
}

/// On whose behalf a file operation is made: where paths start, and who asks.
struct PathContext {
  let fileSystem: FileSystemContext
  let credentials: Credentials
  /// nil for the kernel itself.
  let task: Task?
  /// How far paths may lead, and from where. See openat2(2).
  var limits: ResolveFlags = []
  var start: Location?

  init(_ fileSystem: FileSystemContext, _ credentials: Credentials = .root, task: Task? = nil) {
    self.fileSystem = fileSystem
    self.credentials = credentials
    self.task = task
  }

  init(_ task: Task) {
    self.init(task.fileSystem, task.credentials, task: task)
  }

  var root: Location {
    if limits.contains(.inRoot), let start { return start }
    return fileSystem.root
  }
  var workingDirectory: Location { fileSystem.workingDirectory }
}
