import LinuxABI
import UMLHost

/// `pane` — a terminal of this program's own, shown by the console service.
final class PaneChannel: Channel {
  weak var client: (any ChannelClient)?
  private let line: LineIdentity
  private let environment: ChannelEnvironment
  private var link: PaneLink?
  private var size: WindowSize?
  private var isOpen = false
  private var isReading = true
  /// Taken from the link while the line wanted no input.
  private var held: [PaneLink.Input] = []

  init(_ line: LineIdentity, _ environment: ChannelEnvironment) {
    self.line = line
    self.environment = environment
    // The pane is there before the guest opens the line: somebody may look at it.
    if let host = environment.paneHost { attach(to: host) }
  }

  deinit { link?.close() }

  func open() throws(Errno) -> ChannelOpening {
    guard link != nil else {
      environment.log("\(line.name): nobody shows panes here; its output is dropped")
      isOpen = true
      return .open
    }
    isOpen = true
    return .open
  }

  func close() { isOpen = false }

  func write(_ bytes: UnsafeRawBufferPointer) -> Int { link?.write(bytes) ?? bytes.count }

  func setReading(_ isReading: Bool) {
    self.isReading = isReading
    if isReading { takeInput() }
  }

  var windowSize: WindowSize? { size }
  var description: String { "pane" }

  private func attach(to host: any PaneHost) {
    guard let wakes = try? environment.paneWakes() else { return }
    let link = PaneLink(line: line.name)
    self.link = link
    let number = wakes.add { [weak self] in self?.woken() }
    let mailbox = wakes.mailbox
    link.whenInput { mailbox.send(number) }
    host.add(link)
  }

  /// The service typed something, or made room.
  private func woken() {
    takeInput()
    client?.channelWritable()
  }

  /// Delivers what there is, as far as the line wants it. The rest stays with the link, whose
  /// bound makes the service wait.
  private func takeInput() {
    guard let link else { return }
    while true {
      while !held.isEmpty {
        if case .bytes = held[0], !isReading { return }
        perform(held.removeFirst())
      }
      held = link.takeInput()
      if held.isEmpty { return }
    }
  }

  private func perform(_ input: PaneLink.Input) {
    switch input {
    case .resize(let rows, let columns):
      let size = WindowSize(rows: rows, columns: columns)
      self.size = size
      if isOpen { client?.channelResized(size) }
    case .bytes(let bytes):
      // Nobody has the line open: what is typed goes where typing at a dead terminal goes.
      if isOpen { client?.channelReceived(bytes) }
    case .sendBreak:
      if isOpen { client?.channelReceivedBreak() }
    case .hangUp:
      if isOpen { client?.channelHungUp() }
    }
  }
}

/// The way from the service's thread to the pane channels: one mailbox for all of them.
final class PaneWakes {
  let mailbox: Mailbox<Int>
  private let loop: EventLoop
  private var token: EventToken?
  private var actions: [() -> Void] = []

  init(_ loop: EventLoop) throws(Errno) {
    self.loop = loop
    mailbox = try Mailbox<Int>()
    token = try mailbox.attach(to: loop) { [weak self] number in
      guard let self, actions.indices.contains(number) else { return }
      actions[number]()
    }
  }

  deinit {
    if let token { loop.remove(token) }
  }

  func add(_ action: @escaping () -> Void) -> Int {
    actions.append(action)
    return actions.count - 1
  }
}
