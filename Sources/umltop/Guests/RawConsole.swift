internal import ConsoleService
internal import LinuxABI
internal import UMLHost

/// One console of a guest as the whole terminal, byte by byte, without panes.
///
/// ```
///   keyboard ─ input ─► line          Ctrl-] leaves, unless it is the guest's own terminal
///   screen ◄─ QueryFilter ◄─ output ─ line
/// ```
final class RawConsole {
  private static let leaveKey: UInt8 = 0x1d
  /// Ends what the guest's programs may have switched on: alternate screen, mouse reports, pasting
  /// brackets, keypad, a hidden cursor, margins, colours; and brings back the window's title.
  private static let reset =
    "\u{1b}[?1049l\u{1b}[?1000;1002;1003;1004;1006;2004l\u{1b}>\u{1b}[?1l\u{1b}[?25h\u{1b}[r"
    + "\u{1b}[m\u{1b}[999;1H\r\n\u{1b}[23;2t"

  private let conversation: ConsoleConversation
  private let line: String
  /// The guest runs in this terminal: every key is the guest's, and the end of input is not the
  /// end.
  private let isGuests: Bool
  /// For the window: the guest's screen covers all else that could say how to leave.
  private let title: String?
  private let input = BorrowedDescriptor.standardInput
  private let output = BorrowedDescriptor.standardOutput
  private var filter = QueryFilter()
  private var inputToken: EventToken?
  private var hasLeft = false
  private var hasScreen = false
  private var signals: SignalWatch?

  init(
    _ conversation: ConsoleConversation, line: String, title: String? = nil, isGuests: Bool = false
  ) {
    self.conversation = conversation
    self.line = line
    self.title = title
    self.isGuests = isGuests
  }

  /// Shows the line until the user leaves, or the guest ends. Blocks; the terminal is given back.
  ///
  /// - Returns: what became of the guest; nil when the user left.
  func run() throws(CommandFailure) -> GuestPhase? {
    let terminal: HostTerminal?
    do throws(Errno) {
      terminal = input.isTerminal ? try HostTerminal(input) : nil
      let reset = output.isTerminal ? Self.reset : ""
      try terminal?.protect(resetSequence: reset)
      // A second line of defence, for kill -9.
      try? terminal?.startGuardian(resetSequence: reset)
      signals = try HostSignals.watch(
        [.windowChange, .terminate, .interrupt, .hangUp], on: conversation.loop
      ) {
        [unowned self] event in
        if event.signal == .windowChange { resize() } else { hasLeft = true }
      }
      inputToken = try conversation.loop.add(input.rawValue, .readable) { [unowned self] _ in
        readInput()
      }
      try terminal?.makeRaw()
    } catch {
      throw CommandFailure("cannot use this terminal: \(error)")
    }
    defer {
      if let inputToken { conversation.loop.remove(inputToken) }
      signals?.cancel()
      if output.isTerminal { show(Array(Self.reset.utf8)) }
      terminal?.restore()
    }
    return try converse()
  }

  private func converse() throws(CommandFailure) -> GuestPhase? {
    conversation.onEvent = { [unowned self] in take($0) }
    defer { conversation.onEvent = { _ in } }
    if output.isTerminal {
      show(Array("\u{1b}[22;2t".utf8))
      resize()
    }
    conversation.client?.attach(line)
    do throws(ConversationError) {
      _ = try conversation.wait(until: nil) { hasLeft }
      // What was typed last is still on its way.
      _ = try conversation.perform("", timeoutNanoseconds: 1_000_000_000)
      return nil
    } catch {
      // A person who leaves has seen what there was to see; a script has not.
      if hasLeft, input.isTerminal { return nil }
      if conversation.guest.phase.hasEnded { return conversation.guest.phase }
      throw CommandFailure(error)
    }
  }

  private func resize() {
    guard let size = try? output.terminalSize(), size.rows > 0, size.columns > 0 else { return }
    conversation.client?.resize(line, rows: Int(size.rows), columns: Int(size.columns))
  }

  private func take(_ event: ConsoleClient.Event) {
    switch event {
    // It starts when we have attached: there is nothing on its screen before.
    case .snapshot(line, _, _, _, _) where isGuests && !hasScreen: hasScreen = true
    case .snapshot(line, _, _, _, let bytes):
      filter = QueryFilter()
      if output.isTerminal { show(Array("\u{1b}[m\u{1b}[2J\u{1b}[H".utf8)) }
      show(bytes)
      if output.isTerminal, let title { show(Array("\u{1b}]2;\(title)\u{7}".utf8)) }
    case .output(line, let bytes): show(filter.filter(bytes))
    default: break
    }
  }

  private func show(_ bytes: [UInt8]) {
    do throws(Errno) {
      // Waits for a slow terminal: the service sends a snapshot then instead of all it missed.
      try output.writeAll(bytes)
    } catch {
      hasLeft = true
    }
  }

  private func readInput() {
    do throws(Errno) {
      let bytes = try input.read(upTo: 4096)
      if bytes.isEmpty, isGuests, !input.isTerminal { return stopReading() }
      let isLeaving =
        bytes.isEmpty || !isGuests && input.isTerminal && bytes.contains(Self.leaveKey)
      let typed = isLeaving ? Array(bytes.prefix { $0 != Self.leaveKey }) : bytes
      conversation.client?.sendInput(typed, to: line)
      hasLeft = hasLeft || isLeaving
    } catch {
      if error != .wouldBlock { hasLeft = true }
    }
    pauseIfFull()
  }

  /// Nothing more is read from a fast sender than the line takes.
  private func pauseIfFull() {
    guard let client = conversation.client, client.pendingBytes > 64 << 10 else { return }
    stopReading()
    client.whenDrained { [unowned self] in
      inputToken = try? conversation.loop.add(input.rawValue, .readable) { [unowned self] _ in
        readInput()
      }
    }
  }

  private func stopReading() {
    if let inputToken { conversation.loop.remove(inputToken) }
    inputToken = nil
  }
}
