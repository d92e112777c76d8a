import LinuxABI
import UMLHost

/// `pane` — a terminal of this program's own, shown by the console service.
///
/// The pane appears when the guest first opens the line, so that only lines in use are shown, and
/// stays. Until somebody who looks at it says otherwise it is of the usual size.
final class PaneChannel: Channel {
  weak var client: (any ChannelClient)?
  private let line: LineIdentity
  private let environment: ChannelEnvironment
  private var link: PaneLink?
  private var size = WindowSize(rows: 24, columns: 80)
  private var isOpen = false
  private var hasComplained = false
  private var isReading = true
  /// Taken from the link while the line wanted no input.
  private var held: [PaneLink.Input] = []

  init(_ line: LineIdentity, _ environment: ChannelEnvironment) {
    self.line = line
    self.environment = environment
  }

  deinit { link?.close() }

  func open() throws(Errno) -> ChannelOpening {
    isOpen = true
    if link == nil {
      if let host = environment.paneHost { try attach(to: host) } else { complain() }
    }
    return .open
  }

  private func complain() {
    guard !hasComplained else { return }
    hasComplained = true
    environment.log("\(line.name): nobody shows panes here; its output is dropped")
  }

  func close() { isOpen = false }

  func write(_ bytes: UnsafeRawBufferPointer) -> Int { link?.write(bytes) ?? bytes.count }

  func setReading(_ isReading: Bool) {
    self.isReading = isReading
    if isReading { takeInput() }
  }

  var windowSize: WindowSize? { size }
  var description: String { "pane" }

  private func attach(to host: any PaneHost) throws(Errno) {
    let wakes = try environment.paneWakes()
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
