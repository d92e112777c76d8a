import LinuxABI
import TerminalEmulator
import UMLEngine
import UMLHost

/// One line of a guest: its screen and history, and the clients that look at it.
///
/// ```
///   guest ─ takeOutput ─► emulator ─ snapshot ─► a client that comes, or has fallen behind
///     ▲                └─ output ──────────────► every client that keeps up
///     └─ send ◄─ replies of the emulator, input of the clients
/// ```
/// The emulator here answers the guest's questions, whoever looks: clients never do, so that there
/// is one answer always. The line is as large as the client wants that resized it last.
final class ConsoleSession {
  let name: String
  private var line: any ServedLine
  private let size: WindowSize
  private let scrollbackLimit: Int
  /// Most of a guest's lines are never used: they cost next to nothing.
  private lazy var emulator = makeEmulator()
  /// Whether anything has ever happened on the line, or it shows a cable.
  var isUsed: Bool { hasEmulator || line.status.cable != nil }
  private var hasEmulator = false
  private var lastStatus = PaneLink.Status()
  private var viewers: [ClientConnection] = []
  /// Clients whose input the line had no room for.
  private var waiting: [ClientConnection] = []
  private var outputCount: UInt64 = 0
  private var lastOutput: Int64?
  /// Whether a client has ever asked for a size.
  private var isSized = false

  init(_ line: any ServedLine, size: WindowSize, scrollbackLimit: Int) {
    name = line.name
    self.line = line
    self.size = size
    self.scrollbackLimit = scrollbackLimit
  }

  /// Has clients told of the line before anything happens on it.
  func use() { _ = emulator.rows }

  private func makeEmulator() -> TerminalEmulator {
    hasEmulator = true
    return TerminalEmulator(
      rows: Int(size.rows), columns: Int(size.columns), scrollbackLimit: scrollbackLimit)
  }

  var rows: Int { emulator.rows }
  var columns: Int { emulator.columns }

  func info(now: Int64) -> LineInfo {
    LineInfo(
      name: name, rows: rows, columns: columns, title: emulator.title, outputCount: outputCount,
      idleMilliseconds: lastOutput.map { UInt64(max(0, now - $0) / 1_000_000) },
      clientCount: viewers.count, status: line.status)
  }

  /// The guest has opened the line anew, after a restart. The history goes on.
  func replace(_ line: any ServedLine) {
    self.line = line
    if isSized { announceSize() }
  }

  // MARK: From the guest

  /// Takes what there is and passes it on.
  ///
  /// - Returns: whether what is known of the line, such as its title, has changed.
  func pump(now: Int64) -> Bool {
    let bytes = line.takeOutput()
    let isResized = !bytes.isEmpty && show(bytes, now: now)
    resumeWaiting()
    let status = line.status
    if status != lastStatus {
      lastStatus = status
      return true
    }
    return isResized
      || hasEmulator
        && !emulator.takeEvents().allSatisfy { event in
          if case .title = event { false } else { true }
        }
  }

  /// Returns whether the program chose another number of columns.
  private func show(_ bytes: [UInt8], now: Int64) -> Bool {
    let columnsBefore = columns
    emulator.feed(bytes)
    // The clients' emulators follow by themselves.
    let isResized = columns != columnsBefore
    if isResized { announceSize() }
    outputCount += UInt64(bytes.count)
    lastOutput = now
    let replies = emulator.takeReplies()
    if !replies.isEmpty { line.answer(replies) }
    guard !viewers.isEmpty else { return isResized }
    var rest = bytes[...]
    while !rest.isEmpty {
      let frame = ServerMessage.output(line: name, rest.prefix(ConsoleProtocol.pieceLength))
      rest = rest.dropFirst(ConsoleProtocol.pieceLength)
      for viewer in viewers { viewer.deliver(frame, outputOf: name) }
    }
    return isResized
  }

  // MARK: From the clients

  /// Types. False when the line has no room: the client is resumed when there is some.
  func type(_ bytes: [UInt8], from client: ClientConnection) -> Bool {
    if line.send(.bytes(bytes)) || line.isClosed { return true }
    waiting.append(client)
    return false
  }

  /// Why nothing can be typed here, if so.
  var inputRefusal: String? {
    let attachment = line.status.attachment
    return attachment == "pane"
      ? nil : "\(name) is attached to \(attachment): what is typed at its pane goes nowhere"
  }

  func sendBreak() { _ = line.send(.sendBreak) }

  /// Gives the line another size. False when it has that size already.
  func resize(rows: Int, columns: Int) -> Bool {
    isSized = true
    let rows = max(1, min(rows, 2000))
    let columns = max(1, min(columns, 2000))
    guard rows != self.rows || columns != self.columns else {
      announceSize()
      return false
    }
    emulator.resize(rows: rows, columns: columns)
    announceSize()
    let message = ServerMessage.resized(
      line: name, rows: UInt16(self.rows), columns: UInt16(self.columns))
    for viewer in viewers { viewer.deliver(message.encoded, outputOf: name) }
    return true
  }

  func add(_ client: ClientConnection) {
    if !viewers.contains(where: { $0 === client }) { viewers.append(client) }
  }

  func remove(_ client: ClientConnection) {
    viewers.removeAll { $0 === client }
    waiting.removeAll { $0 === client }
  }

  /// The frames that draw the line on an empty terminal.
  func snapshot() -> [[UInt8]] {
    let bytes = emulator.snapshot()
    var frames: [[UInt8]] = []
    var rest = bytes[...]
    repeat {
      let piece = rest.prefix(ConsoleProtocol.pieceLength)
      rest = rest.dropFirst(piece.count)
      let message = ServerMessage.snapshot(
        line: name, rows: UInt16(rows), columns: UInt16(columns),
        topLine: UInt64(emulator.topLineNumber), isLast: rest.isEmpty, bytes: Array(piece))
      frames.append(message.encoded)
    } while !rest.isEmpty
    return frames
  }

  private func announceSize() {
    _ = line.send(.resize(rows: UInt16(rows), columns: UInt16(columns)))
  }

  private func resumeWaiting() {
    guard !waiting.isEmpty else { return }
    let clients = waiting
    waiting = []
    for client in clients { client.resumeReading() }
  }
}
