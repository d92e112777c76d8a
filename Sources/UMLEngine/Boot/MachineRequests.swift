import LinuxABI
import UMLHost

/// What reaches a machine from outside the guest: messages of other threads, and the host's
/// signals.
final class MachineRequests {
  private unowned let kernel: Kernel
  private let handle: EngineHandle
  private let machineName: String
  private var tokens: [EventToken] = []
  private var signals: SignalWatch?

  /// Serves them in the kernel's loop.
  init(_ kernel: Kernel, _ handle: EngineHandle, machineName: String) throws(Errno) {
    self.kernel = kernel
    self.handle = handle
    self.machineName = machineName
    let served = try watch(on: kernel.loop)
    tokens = [served.token]
    signals = served.signals
  }

  func close() {
    for token in tokens { kernel.loop.remove(token) }
    tokens = []
    signals?.cancel()
    signals = nil
  }

  /// Serves them in another loop, too.
  func watch(on loop: EventLoop) throws(Errno) -> (token: EventToken, signals: SignalWatch) {
    let token = try handle.mailbox.attach(to: loop) { [unowned self] in perform($0) }
    let signals = try HostSignals.watch([.terminate, .interrupt], on: loop) {
      [unowned self] event in
      kernel.log.emergency("Terminated by \(event.signal.name)")
      kernel.end(.terminated)
    }
    return (token, signals)
  }

  private func perform(
    _ request: LineRequest, _ answer: @Sendable (EngineHandle.Answer) -> Void
  ) {
    do throws(LineRequestError) {
      let text = try kernel.terminals.perform(request)
      answer(EngineHandle.Answer(text: text, error: 0, continues: false))
    } catch {
      answer(EngineHandle.Answer(text: error.description, error: 1, continues: false))
    }
  }

  private func perform(_ request: EngineHandle.Request) {
    switch request {
    case .end(.terminated): kernel.end(.terminated)
    case .end(let ending): kernel.halt(ending)
    case .controlAltDelete: kernel.pressControlAltDelete()
    case .snapshot(let body): body(EngineSnapshot(kernel, name: machineName))
    case .management(let command, let answer):
      if let request = LineRequest(command) { return perform(request, answer) }
      let send = { (text: [UInt8], error: Int32, continues: Bool) in
        let text = String(decoding: text, as: UTF8.self)
        answer(EngineHandle.Answer(text: text, error: error, continues: continues))
      }
      guard let console = kernel.managementConsole else {
        return send(Array("The machine is not ready yet".utf8), 1, false)
      }
      console.perform(command, send: send)
    }
  }
}
