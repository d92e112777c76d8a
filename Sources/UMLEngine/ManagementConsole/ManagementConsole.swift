import LinuxABI
import UMLHost

/// Lets somebody on the host look after the machine: a datagram socket in the machine's directory,
/// which uml_mconsole and `umltop mconsole` speak to.
final class ManagementConsole {
  private unowned let kernel: Kernel
  let path: String
  private let socket: SharedDescriptor
  private var token: EventToken?
  /// What `config` and `remove` know.
  let devices: [any ManagedDevice]
  /// Whether `stop` holds the machine.
  private(set) var isStopped = false

  /// Opens the socket and serves it in the kernel's loop.
  init(_ kernel: Kernel, path: String) throws(Errno) {
    self.kernel = kernel
    self.path = path
    devices = [
      LineDevices(.console, kernel), LineDevices(.serial, kernel), MemoryDevice(kernel),
    ]
    socket = SharedDescriptor(try HostSocket.datagram(path: path, nonBlocking: true))
    try socket.setReceivesCredentials(true)
    token = try kernel.loop.add(socket.rawValue, .readable) { [unowned self] _ in serve() }
    kernel.log.info("mconsole (version \(ManagementRequest.version)) initialized on \(path)")
  }

  func close() {
    guard let token else { return }
    kernel.loop.remove(token)
    self.token = nil
    try? HostFile.remove(path)
  }

  /// Does what a request says; for those who are in the process already.
  func perform(_ text: String, send: @escaping ([UInt8], Int32, Bool) -> Void) {
    guard let command = ManagementCommand.command(for: text) else {
      return send(Array("Unknown command".utf8), 1, false)
    }
    let argument = text.dropFirst(command.name.count).drop { $0 == " " || $0 == "\t" }
    command.run(
      ManagementExchange(kernel: kernel, console: self, argument: String(argument), send: send))
  }

  // MARK: Datagrams

  private func serve() {
    while kernel.ending == nil {
      do throws(Errno) {
        serve(
          try socket.receiveSigned(
            upTo: ManagementRequest.headerSize + ManagementRequest.textSize))
      } catch {
        // From before the socket asked for it: not to be trusted, but there may be others behind.
        guard error == .badMessage else { return }
      }
    }
  }

  private func serve(_ message: SignedMessage) {
    // A client without a name cannot be answered.
    let sender = message.sender
    let answer = { [socket] (bytes: [UInt8]) in
      guard let sender, sender != .unnamed else { return }
      // A client that has gone, or does not read, misses its answer.
      _ = try? socket.send(bytes, to: sender)
    }
    if message.credentials.isTrusted { return handle(message.bytes, answer: answer) }
    // The socket's mode keeps others out, unless somebody has changed it.
    let refusal = "You are neither root nor who runs this machine"
    answer(
      ManagementReply(
        error: -Errno.notPermitted.rawValue, hasMore: false, text: Array(refusal.utf8)
      ).datagram)
  }

  private func handle(_ datagram: [UInt8], answer: @escaping ([UInt8]) -> Void) {
    let send = { (text: [UInt8], error: Int32, continues: Bool) in
      for reply in ManagementReply.fragments(text, error: error, continues: continues) {
        answer(reply.datagram)
      }
    }
    do throws(ManagementRequest.Refusal) {
      perform(try ManagementRequest(datagram: datagram).text, send: send)
    } catch {
      switch error {
      case .versionZero:
        answer(
          Array("ERR Version 0 mconsole clients are not supported by this driver".utf8))
      case .unsupportedVersion:
        send(Array("This driver only supports version 2 clients".utf8), 1, false)
      case .tooLarge: send(Array("Request too large".utf8), 1, false)
      }
    }
  }

  // MARK: Stop and go

  /// Serves nothing but this console until ``go()``, or until the machine is told to end.
  func stop() {
    isStopped = true
    kernel.watchdog?.rest()
    defer { kernel.watchdog?.feed() }
    let tasks = kernel.processes.all.flatMap(\.threads)
    for task in tasks { task.thread.hold() }
    do throws(Errno) {
      let waiting = try EventLoop()
      let token = try waiting.add(socket.rawValue, .readable) { [unowned self] _ in serve() }
      defer { waiting.remove(token) }
      let others = try kernel.requests?.watch(on: waiting)
      defer {
        if let others {
          waiting.remove(others.token)
          others.signals.cancel()
        }
      }
      while isStopped, kernel.ending == nil { waiting.runOnce() }
    } catch {
      kernel.log.error("mconsole: cannot stop: \(error)")
    }
    isStopped = false
    for task in tasks where !task.process.isStopped { task.thread.release() }
  }

  func go() { isStopped = false }
}
