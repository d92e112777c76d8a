import CHost
import Glibc
public import LinuxABI

/// A child process we started and have to reap.
///
/// Not reaped by itself: watch it with `onExit`, or `wait()`.
public final class HostProcess {
  public let processID: Int32
  /// Readable once the process has ended.
  public let exitDescriptor: SharedDescriptor
  private var status: WaitStatus?

  /// Starts a process. Signals in it start with their default actions, none blocked.
  ///
  /// - Throws: the error of the step that failed, also those in the child, such as
  ///   `.noSuchFileOrDirectory` for the program.
  public static func spawn(_ request: ProcessRequest) throws(Errno) -> HostProcess {
    let process = try start(request)
    do throws(Errno) {
      let fd = try shimCall { chost_pidfd_open(process) }
      return HostProcess(process, exit: HostDescriptor(fd))
    } catch {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
      throw error
    }
  }

  init(_ processID: Int32, exit: consuming HostDescriptor) {
    self.processID = processID
    exitDescriptor = SharedDescriptor(exit)
  }

  /// Sends a signal; does nothing once the process has been reaped.
  public func send(_ signal: SignalNumber) {
    guard status == nil else { return }
    _ = chost_pidfd_send_signal(exitDescriptor.rawValue, signal.rawValue)
  }

  /// Sends a signal to the process group the child leads; does nothing once it has been reaped.
  public func sendToGroup(_ signal: SignalNumber) {
    guard status == nil else { return }
    kill(-processID, signal.rawValue)
  }

  /// Reaps the process if it has ended; does not block. See waitpid(2).
  public func reap() throws(Errno) -> WaitStatus? {
    try collect(WNOHANG)
  }

  /// Waits for the process to end, and reaps it. Blocks. See waitpid(2).
  public func wait() throws(Errno) -> WaitStatus {
    while true {
      if let status = try collect(0) { return status }
    }
  }

  /// Reaps the process when it ends and calls the handler, once, on the loop's thread. See
  /// pidfd_open(2).
  @discardableResult
  public func onExit(
    on loop: EventLoop, handler: @escaping (WaitStatus) -> Void
  ) throws(Errno) -> EventToken {
    try loop.add(exitDescriptor.rawValue, [.readable, .oneShot]) { _ in
      guard let status = try? self.reap() else { return }
      handler(status)
    }
  }

  private func collect(_ options: Int32) throws(Errno) -> WaitStatus? {
    if let status { return status }
    var raw: Int32 = 0
    let process = processID
    guard try hostCall({ waitpid(process, &raw, options) }) == process else { return nil }
    status = WaitStatus(rawValue: raw)
    return status
  }

  private static func start(_ request: ProcessRequest) throws(Errno) -> Int32 {
    let environment = request.environment ?? HostEnvironment.all
    let descriptors = request.descriptors.map { $0?.rawValue ?? -1 }
    var flags: UInt32 = 0
    switch request.group {
    case .inherited: break
    case .newGroup: flags |= chost_spawn_new_group
    case .newSession: flags |= chost_spawn_new_session
    }
    if request.takesControllingTerminal { flags |= chost_spawn_controlling_terminal }

    var result: Int32 = 0
    withCStringArray(request.arguments) { arguments in
      withCStringArray(environment) { environment in
        request.path.withCString { path in
          withOptionalCString(request.directory) { directory in
            descriptors.withUnsafeBufferPointer { descriptors in
              var plan = chost_spawn_request(
                path: path, arguments: arguments, environment: environment, directory: directory,
                descriptors: descriptors.baseAddress,
                descriptor_count: Int32(descriptors.count), flags: flags,
                parent_death_signal: request.parentDeathSignal?.rawValue ?? 0)
              result = chost_spawn(&plan)
            }
          }
        }
      }
    }
    guard result > 0 else { throw Errno(rawValue: -result) }
    return result
  }

  /// Finds a program on `PATH` as a shell would; a name with a slash is taken as it is.
  public static func findExecutable(_ name: String) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    let path = HostEnvironment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { candidate in
      access(candidate, X_OK) == 0 && HostFile.isRegularFile(candidate)
    }
  }
}

private func withCStringArray(
  _ words: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>?) -> Void
) {
  var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  pointers.append(nil)
  pointers.withUnsafeBufferPointer { body($0.baseAddress) }
}

private func withOptionalCString(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Void) {
  guard let text else { return body(nil) }
  text.withCString(body)
}
