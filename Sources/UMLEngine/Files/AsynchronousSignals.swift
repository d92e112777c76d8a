import LinuxABI

/// Who gets SIGIO for a file: F_SETOWN and its relatives. See fcntl(2).
struct FileOwner {
  enum Kind: Int32 {
    case thread, process, group
  }

  let kind: Kind
  let id: Int32
  /// Who said so: the signal is his.
  let user: Credentials
}

/// Sends a signal to a file's owner whenever something can be read or written: O_ASYNC. See
/// fcntl(2).
final class AsynchronousSignals {
  /// Watches one direction.
  private final class Observer: WaitObserver {
    let queue: WaitQueue
    private let onWake: () -> Void

    init(_ queue: WaitQueue, _ onWake: @escaping () -> Void) {
      self.queue = queue
      self.onWake = onWake
      queue.add(self)
    }

    func wake() { onWake() }
  }

  private unowned let kernel: Kernel
  private unowned let file: OpenFile
  /// What siginfo names.
  private let descriptor: Int32
  private var observers: [Observer] = []

  init(_ kernel: Kernel, _ file: OpenFile, descriptor: Int32) {
    self.kernel = kernel
    self.file = file
    self.descriptor = descriptor
    if file.isReadable { observe(.inputLike) { [unowned self] in tellInput() } }
    if file.isWritable { observe(.outputLike) { [unowned self] in tellOutput() } }
  }

  private func observe(_ events: PollEvents, _ tell: @escaping () -> Void) {
    guard let queue = file.object.waitQueue(for: events) else { return }
    observers.append(Observer(queue, tell))
  }

  func stop() {
    for observer in observers { observer.queue.remove(observer) }
    observers = []
  }

  private func tellInput() {
    let found = file.object.readiness()
    if found.contains(.input) {
      send(.pollInput, band: [.input, .normalInput])
    } else if found.contains(.hangUp) {
      send(.pollHangUp, band: [.hangUp, .error])
    } else if found.contains(.error) {
      send(.pollError, band: .error)
    }
  }

  private func tellOutput() {
    guard file.object.readiness().contains(.output) else { return }
    send(.pollOutput, band: [.output, .normalOutput, .bandOutput])
  }

  private func send(_ code: SignalCode, band: PollEvents) {
    file.tellOwner(code, band: band, descriptor: descriptor, kernel)
  }
}

extension OpenFile {
  /// Turns O_ASYNC on or off.
  func setAsynchronous(_ isOn: Bool, descriptor: Int32, _ call: SyscallContext) {
    // As Linux: the flag is only kept where it has an effect.
    guard object.sendsSignals, isOn != flags.contains(.async) else { return }
    guard isOn else {
      flags.remove(.async)
      asynchronousSignals?.stop()
      asynchronousSignals = nil
      return
    }
    flags.insert(.async)
    if owner == nil, let id = object.defaultOwnerGroup(for: call.task) {
      owner = FileOwner(kind: .group, id: id, user: call.task.credentials)
    }
    asynchronousSignals = AsynchronousSignals(call.kernel, self, descriptor: descriptor)
  }
}
