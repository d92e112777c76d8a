import LinuxABI
import UMLHost

/// A terminal emulator with a window of its own, and the terminal in it.
///
/// ```
///   us ── spawn ──► emulator ── runs in its window ──► port-helper -uml-socket PATH
///    ▲                                                     │
///    └── datagram: its process id, its terminal (SCM_RIGHTS) ┘
/// ```
/// This is UML's way, so that programs written for UML's `xterm=` work here. The helper then
/// sleeps, and the window with it, until either side ends.
final class EmulatorWindow {
  /// An emulator may hand its work to another process and end. This long its window may still take.
  private static let patience: Int64 = 5_000_000_000

  private let environment: ChannelEnvironment
  private var socket: SharedDescriptor?
  private var path: String?
  private var process: HostProcess?
  private var hasEnded = false
  private var helperID: Int32?
  private var tokens: [EventToken] = []
  private var timer: TimerToken?
  private var hasTerminal = false

  /// The window is there.
  var onTerminal: (SharedDescriptor) -> Void = { _ in }
  /// Its helper says that its size has changed.
  var onResize: () -> Void = {}
  /// There will be no window; why. The closed window of one that was is the terminal's hang-up.
  var onFailure: (String) -> Void = { _ in }

  init(_ environment: ChannelEnvironment) { self.environment = environment }

  deinit { close() }

  /// Starts the emulator.
  func open(title: String) throws(Errno) {
    let path = try bindSocket()
    guard let words = environment.emulator.words(title: title, socket: path),
      let program = words.first.flatMap(HostProcess.findExecutable)
    else { throw .noSuchFileOrDirectory }
    var request = ProcessRequest(path: program, arguments: words)
    // As UML's: away from our terminal and its signals; its output may explain why it fails.
    request.descriptors = [nil, nil, .standardError]
    request.group = .newSession
    request.parentDeathSignal = .kill
    let process = try HostProcess.spawn(request)
    self.process = process
    let exit = process.exitDescriptor.rawValue
    tokens.append(
      try environment.loop.add(exit, [.readable, .oneShot]) { [weak self] _ in
        self?.emulatorEnded()
      })
  }

  /// Closes the window, or gives up waiting for it.
  func close() {
    forgetSocket()
    for token in tokens { environment.loop.remove(token) }
    tokens = []
    if let timer { environment.loop.cancel(timer) }
    timer = nil
    if let helperID { try? HostSystem.send(.kill, to: helperID) }
    helperID = nil
    if let process, !hasEnded {
      process.sendToGroup(.kill)
      _ = try? process.wait()
    }
    process = nil
  }

  private func bindSocket() throws(Errno) -> String {
    while true {
      let name = StaleSockets.windowPrefix + (try HostSystem.randomName())
      let path = "\(StaleSockets.windowDirectory)/\(name)"
      do throws(Errno) {
        let socket = SharedDescriptor(try HostSocket.datagram(path: path, nonBlocking: true))
        tokens.append(
          try environment.loop.add(socket.rawValue, .readable) { [weak self] _ in self?.receive() })
        self.socket = socket
        self.path = path
        return path
      } catch {
        if error != .addressInUse { throw error }
      }
    }
  }

  /// Nobody else is to find it. The helper has it open, if there is one.
  private func removePath() {
    if let path { try? HostFile.remove(path) }
    path = nil
  }

  private func forgetSocket() {
    removePath()
    socket = nil
  }

  private func receive() {
    guard let message = try? socket?.receive(upTo: 64, descriptorLimit: 1) else { return }
    guard !hasTerminal else { return onResize() }
    guard let terminal = message.descriptors.first, message.bytes.count >= 4, terminal.isTerminal
    else { return }
    hasTerminal = true
    removePath()
    let id: Int32 = ByteReader.load(message.bytes, at: 0)
    if isHelper(id, of: terminal) { helperID = id }
    onTerminal(terminal)
  }

  /// Whether this is the process that sent the terminal, and not one that is called so elsewhere.
  private func isHelper(_ id: Int32, of terminal: SharedDescriptor) -> Bool {
    guard id > 1, let theirs = try? HostFile.readLink("/proc/\(id)/fd/0"),
      let ours = try? HostFile.readLink("/proc/self/fd/\(terminal.rawValue)")
    else { return false }
    return theirs == ours
  }

  private func emulatorEnded() {
    hasEnded = true
    // Whoever waits for the guest's processes on this thread may have been told instead of us.
    let status = (try? process?.reap()) ?? nil
    guard !hasTerminal else { return }
    if let status, status != .exited(0) {
      return onFailure("\(environment.emulator.program) ended before its window was there")
    }
    timer = environment.loop.schedule(afterNanoseconds: Self.patience) { [weak self] in
      guard let self, !hasTerminal else { return }
      onFailure("\(environment.emulator.program) opened no window")
    }
  }
}
