import LinuxABI

/// `pane` — a terminal of this program's own, shown by the console service.
///
/// The pane appears when the guest first opens the line, so that only lines in use are shown, and
/// stays.
final class PaneChannel: Channel {
  weak var client: (any ChannelClient)?
  private let line: LineIdentity
  private let environment: ChannelEnvironment
  private var pane: LinePane?
  private var hasComplained = false
  private var isEchoing = true

  init(_ line: LineIdentity, _ environment: ChannelEnvironment) {
    self.line = line
    self.environment = environment
  }

  func open() throws(Errno) -> ChannelOpening {
    pane = try environment.pane(of: line)
    pane?.user = self
    if pane == nil { complain() }
    return .open
  }

  private func complain() {
    guard !hasComplained else { return }
    hasComplained = true
    environment.log("\(line.name): nobody shows panes here; its output is dropped")
  }

  func close() {
    if pane?.user === self { pane?.user = nil }
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Int { pane?.link.write(bytes) ?? bytes.count }
  func setReading(_ isReading: Bool) { pane?.setReading(isReading) }
  var windowSize: WindowSize? { pane?.size }

  /// A program that asks the terminal something turns the echo off first, and waits. When the echo
  /// is on again it has got its answer or is gone, and the next one would take what comes late for
  /// typed: a Linux console answers within the write(2) that asks.
  func setLineSettings(_ settings: Termios, speed: UInt32) {
    let wasEchoing = isEchoing
    isEchoing = settings.localFlags.contains(.echo)
    if isEchoing, !wasEchoing { pane?.link.expireAnswers() }
  }

  var description: String { "pane" }
}

extension PaneChannel: LinePaneUser {
  func paneReceived(_ input: PaneLink.Input) {
    switch input {
    case .resize(let rows, let columns):
      client?.channelResized(WindowSize(rows: rows, columns: columns))
    case .bytes(let bytes): client?.channelReceived(bytes)
    case .sendBreak: client?.channelReceivedBreak()
    case .hangUp: client?.channelHungUp()
    }
  }

  func paneWritable() { client?.channelWritable() }
}
