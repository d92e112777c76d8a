import ConsoleService
import LinuxABI
import UMLHost

/// The terminal interface: one loop that moves bytes between the guests' console services, the
/// workspace, and the user's terminal.
///
///     terminal ── bytes → InputDecoder → events ─► Workspace ─ keys, sizes ─► PaneSource
///     terminal ◄─ NCursesTarget ◄─ runs ─ Surface ◄─┘  └◄─ snapshot, output ─ PaneSource
///
/// It waits only in the loop, and does nothing while nothing happens.
public final class Application {
  private let configuration: ApplicationConfiguration
  private let loop: EventLoop
  private let terminal: UserTerminal
  private let workspace: Workspace
  private var decoder: InputDecoder
  private let painter: FramePainter
  private var frames = FrameClock()
  private var frame: (due: Int64, timer: TimerToken)?
  private var stateTimer: TimerToken?
  private var escapeTimer: TimerToken?
  private var signals: SignalWatch?
  private var inbox: InvitationInbox?
  private var exit: ExitReason?
  private lazy var connections = GuestConnections(
    configuration, loop: loop, workspace: workspace
  ) { [unowned self] event in guestReported(event) }

  /// Shows the guests until the user leaves. Blocks; the terminal is given back in every case.
  public static func run(
    _ configuration: ApplicationConfiguration
  ) throws(StartError) -> ExitReason {
    let loop: EventLoop
    do throws(Errno) {
      loop = try EventLoop()
    } catch {
      throw .host("cannot make an event loop: \(error)")
    }
    let application = try Application(configuration, loop)
    defer { application.terminal.close() }
    return try application.run()
  }

  private init(_ configuration: ApplicationConfiguration, _ loop: EventLoop) throws(StartError) {
    self.configuration = configuration
    self.loop = loop
    terminal = try UserTerminal(configuration)
    let target = terminal.target
    let context = DrawContext(
      theme: target.depth == .none ? .monochrome : .color,
      glyphs: target.isUTF8 ? .unicode : .ascii)
    var options = Workspace.Options(configuration)
    options.isNested = UserTerminal.isNested
    workspace = Workspace(
      rows: target.rows, columns: target.columns, options: options, context: context)
    decoder = InputDecoder(terminalKeys: terminal.keys)
    painter = FramePainter(target)
  }

  private func run() throws(StartError) -> ExitReason {
    do throws(Errno) {
      signals = try HostSignals.watch(
        [.windowChange, .continue, .terminate, .hangUp, .interrupt, .quit], on: loop
      ) { [unowned self] in received($0.signal) }
      _ = try loop.add(configuration.input.rawValue, .readable) { [unowned self] _ in readInput() }
    } catch {
      throw .host("cannot watch the terminal: \(error)")
    }
    if workspace.usesMouse { terminal.setMouse(true) }
    connections.connectAll()
    inbox = awaitWindows()
    take(decoder.feed(terminal.typedAhead))
    updateClock()
    while exit == nil {
      afterTurn()
      if exit == nil { loop.runOnce() }
    }
    inbox?.close()
    connections.closeAll()
    return exit ?? .detached
  }

  /// Guests' windows become panes. Where there can be no socket they stay in the list of consoles.
  private func awaitWindows() -> InvitationInbox? {
    guard let directory = configuration.directory, !configuration.isBare else { return nil }
    return try? InvitationInbox(in: directory, on: loop) { [unowned self] in
      connections.show(LineAddress(guest: $0.guest, line: $0.line))
    }
  }

  // MARK: Events

  private var now: Int64 { HostClock.monotonicMilliseconds }

  private func readInput() {
    do throws(Errno) {
      let bytes = try configuration.input.read(upTo: 64 * 1024)
      guard !bytes.isEmpty else {
        exit = .terminalLost
        return
      }
      take(decoder.feed(bytes))
    } catch {
      if error != .wouldBlock { exit = .terminalLost }
      return
    }
    if let escapeTimer { loop.cancel(escapeTimer) }
    escapeTimer = nil
    guard decoder.isUndecided else { return }
    escapeTimer = loop.schedule(
      afterNanoseconds: Int64(InputDecoder.escapeDelayMilliseconds) * 1_000_000
    ) { [unowned self] in
      escapeTimer = nil
      take(decoder.decide())
    }
  }

  private func take(_ events: [InputEvent]) {
    let now = now
    for event in events { workspace.handle(event, now: now) }
    frames.typed(now: HostClock.monotonicNanoseconds())
  }

  private func received(_ signal: SignalNumber) {
    switch signal {
    case .windowChange: resize()
    case .continue:
      terminal.resume()
      if workspace.usesMouse { terminal.setMouse(true) }
      resize()
    default: exit = .signal(signal.rawValue)
    }
  }

  private func resize() {
    let size = terminal.size
    painter.resize(rows: size.rows, columns: size.columns)
    workspace.resize(rows: size.rows, columns: size.columns)
  }

  /// Without bars the interface ends with its guest.
  private func guestReported(_ event: PaneSourceEvent) {
    guard configuration.isBare else { return }
    switch event {
    case .state(.halted(let status)): exit = .guestEnded(status)
    case .state(.panicked): exit = .guestEnded(134)
    case .refused(let reason): exit = .refused(reason)
    case .disconnected: exit = exit ?? .guestEnded(1)
    default: break
    }
  }

  // MARK: After every turn

  private func afterTurn() {
    for effect in workspace.takeEffects() { perform(effect) }
    scheduleTick()
    guard workspace.hasChanged, exit == nil else { return }
    let now = HostClock.monotonicNanoseconds()
    if workspace.hasFocusedOutput { frames.echoed(now: now) }
    workspace.hasFocusedOutput = false
    let due = frames.due(now: now, isHeldBack: workspace.isHeldBack)
    if due <= now {
      drawFrame()
    } else if frame?.due != due {
      if let frame { loop.cancel(frame.timer) }
      // The turn after the timer draws.
      frame = (due, loop.schedule(at: due) {})
    }
  }

  private func perform(_ effect: WorkspaceEffect) {
    switch effect {
    case .detach: exit = .detached
    case .beep: terminal.target.beep()
    case .redraw: resize()
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .copy(let bytes): terminal.copy(bytes)
    case .control(let guest, let action): connections.control(guest, action)
    case .boot(let words): connections.boot(words)
    case .findGuests: connections.findNew()
    }
  }

  private func scheduleTick() {
    if let stateTimer { loop.cancel(stateTimer) }
    stateTimer = nil
    guard let deadline = workspace.deadline else { return }
    stateTimer = loop.schedule(at: deadline * 1_000_000) { [unowned self] in
      stateTimer = nil
      workspace.tick(now: now)
    }
  }

  private func updateClock() {
    guard !configuration.isBare else { return }
    let seconds = Int(HostClock.realtimeNanoseconds() / 1_000_000_000)
    workspace.clock = HostClock.localTime(secondsSince1970: seconds, format: "%H:%M")
    workspace.needsDrawing = true
    loop.schedule(afterNanoseconds: Int64(60 - seconds % 60) * 1_000_000_000) { [unowned self] in
      updateClock()
    }
  }

  // MARK: Drawing

  private func drawFrame() {
    let start = HostClock.monotonicNanoseconds()
    if let frame { loop.cancel(frame.timer) }
    frame = nil
    painter.paint(workspace)
    terminal.setMouse(workspace.wantsMouse)
    if workspace.wantsMouse { terminal.setMotion(workspace.wantsMouseMotion) }
    if let pane = workspace.focusedPane {
      terminal.setApplicationKeypad(pane.screen.hasApplicationKeypad)
      terminal.setModifyOtherKeys(pane.screen.modifyOtherKeys)
      terminal.setCursorShape(pane.isScrolling ? 0 : pane.screen.cursorShape)
      terminal.setTitle(pane.title.isEmpty ? "umltop: \(pane.address)" : pane.title)
    }
    frames.drew(from: start, to: HostClock.monotonicNanoseconds())
  }
}
