import LinuxABI

/// Which children a wait is about.
enum ChildSelection {
  case any
  case process(Int32)
  case group(Int32)

  /// As the first argument of wait4 says it.
  init(pid: Int32, caller: Task) throws(Errno) {
    switch pid {
    case -1: self = .any
    case 0: self = .group(caller.process.group.id)
    case Int32.min: throw .noSuchProcess
    case ..<0: self = .group(-pid)
    default: self = .process(pid)
    }
  }

  /// As waitid says it.
  init(_ target: WaitTarget, _ id: Int32, caller: Task) throws(Errno) {
    switch target {
    case .all: self = .any
    case .process:
      guard id > 0 else { throw .invalidArgument }
      self = .process(id)
    case .group:
      guard id >= 0 else { throw .invalidArgument }
      self = .group(id == 0 ? caller.process.group.id : id)
    case .descriptor:
      guard id >= 0 else { throw .invalidArgument }
      guard let file = try caller.files[id].object as? ProcessFile else { throw .badFileDescriptor }
      self = .process(file.process.pid)
    }
  }

  func contains(_ child: Process) -> Bool {
    switch self {
    case .any: true
    case .process(let pid): child.pid == pid
    case .group(let id): child.group.id == id
    }
  }
}

/// A descriptor that stands for a process: of pidfd_open(2), or of its directory in /proc.
protocol ProcessReference: AnyObject {
  /// Kept even after it was waited for: a new process of the same number is another one.
  var process: Process { get }
}
