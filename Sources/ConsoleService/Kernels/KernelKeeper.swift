public import LinuxABI
import UMLHost

/// The process between the console service and a UML kernel. It outlives neither.
///
/// - The kernel ends: everything that came of it is killed, and the keeper ends with its status.
/// - The service is gone: the kernel is killed, and the guest's directory removed.
/// - The keeper itself is killed: the kernel dies with it, and the service buries the rest.
public enum KernelKeeper {
  /// The command of this program that runs it: `umltop keep COUNT DIRECTORY PROGRAM WORDS…`.
  public static let commandName = "keep"

  final class Handle {
    let process: HostProcess
    /// Closed when this process ends, however it does: that is how the keeper knows.
    private let lifeline: HostDescriptor

    init(_ process: HostProcess, _ lifeline: consuming HostDescriptor) {
      self.process = process
      self.lifeline = lifeline
    }
  }

  /// Starts a keeper, and through it the kernel.
  static func start(
    _ program: [String], descriptors: [BorrowedDescriptor?], directory: String,
    environment: [String]
  ) throws(Errno) -> Handle {
    let pipe = try HostFile.pipe()
    var request = ProcessRequest(
      path: HostSystem.executablePath,
      arguments: ["umltop", commandName, String(descriptors.count), directory] + program,
      environment: environment)
    request.descriptors = descriptors + [pipe.reading.borrowed]
    request.group = .newSession
    let process = try HostProcess.spawn(request)
    return Handle(process, pipe.writing)
  }

  /// Runs a program until it has ended, and everything that came of it. Blocks.
  ///
  /// - Parameters:
  ///   - program: its path and its words.
  ///   - descriptorCount: those below are the program's; the one of this number is the lifeline.
  ///   - directory: removed when the service is gone.
  /// - Returns: the exit status, as a shell counts it.
  /// - Throws: what starting it met.
  public static func run(
    _ program: [String], descriptorCount: Int, directory: String
  ) throws(Errno) -> Int32 {
    guard let path = program.first else { throw .invalidArgument }
    try HostDescendants.adoptOrphans()
    let loop = try EventLoop()
    var request = ProcessRequest(path: path, arguments: program)
    request.descriptors = (0..<descriptorCount).map { BorrowedDescriptor(Int32($0)) }
    // A kernel makes a session of its own; it must lead no group before.
    request.parentDeathSignal = .kill
    let process = try HostProcess.spawn(request)
    var status: Int32?
    var isAbandoned = false
    let signals = try HostSignals.watch([.terminate, .interrupt], on: loop) {
      process.send($0.signal)
    }
    try process.onExit(on: loop) { status = $0.asShellStatus }
    let lifeline = try loop.add(Int32(descriptorCount), [.readable, .oneShot]) { _ in
      isAbandoned = true
      process.send(.kill)
    }
    while status == nil { loop.runOnce() }
    signals.cancel()
    loop.remove(lifeline)
    HostDescendants.killAll()
    // The service may have been killed together with its kernel.
    if isAbandoned || hasEnded(lifeline: Int32(descriptorCount)) {
      try? HostFile.removeTree(directory)
    }
    return status ?? 1
  }

  private static func hasEnded(lifeline: Int32) -> Bool {
    let events = try? BorrowedDescriptor(lifeline).waitUntil(.readable, timeoutMilliseconds: 0)
    return events?.isEmpty == false
  }
}
