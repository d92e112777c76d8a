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
  private var clusters = ClusterTable()
  private var shown: Surface
  private var mustDrawAll = true
  private var frames = FrameClock()
  private var frameTimer: TimerToken?
  private var stateTimer: TimerToken?
  private var escapeTimer: TimerToken?
  private var reconnections: [String: TimerToken] = [:]
  private var signals: SignalWatch?
  private var exit: ExitReason?

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
    var options = Workspace.Options()
    options.isBare = configuration.isBare
    options.isReadOnly = configuration.isReadOnly
    options.groupsGuests = configuration.groupsGuests
    options.historyLimit = configuration.historyLimit
    workspace = Workspace(
      rows: target.rows, columns: target.columns, options: options, context: context)
    decoder = InputDecoder(terminalKeys: terminal.keys)
    shown = Surface(rows: target.rows, columns: target.columns, clusters: clusters)
  }

  private func run() throws(StartError) -> ExitReason {
    do throws(Errno) {
      signals = try HostSignals.watch(
        [.windowChange, .terminate, .hangUp, .interrupt, .quit], on: loop
      ) { [unowned self] in received($0.signal) }
      _ = try loop.add(configuration.input.rawValue, .readable) { [unowned self] _ in readInput() }
    } catch {
      throw .host("cannot watch the terminal: \(error)")
    }
    if workspace.usesMouse { terminal.setMouse(true) }
    for guest in configuration.guests { connect(guest) }
    updateClock()
    while exit == nil {
      afterTurn()
      if exit == nil { loop.runOnce() }
    }
    for guest in workspace.guests { guest.source.close() }
    return exit ?? .detached
  }

  // MARK: Events

  private var now: Int64 { HostClock.monotonicNanoseconds() / 1_000_000 }

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
  }

  private func received(_ signal: SignalNumber) {
    if signal == .windowChange {
      resize()
    } else {
      exit = .signal(signal.rawValue)
    }
  }

  private func resize() {
    let size = terminal.size
    terminal.target.resize(rows: size.rows, columns: size.columns)
    workspace.resize(rows: size.rows, columns: size.columns)
    mustDrawAll = true
  }

  // MARK: Guests

  private func connect(_ guest: String) {
    let sink: (PaneSourceEvent) -> Void = { [weak self] event in
      self?.received(event, from: guest)
    }
    guard let source = configuration.connect(guest, loop, sink) else {
      reconnectLater(guest)
      return
    }
    workspace.add(source)
  }

  private func received(_ event: PaneSourceEvent, from guest: String) {
    workspace.receive(event, from: guest, now: now)
    guard configuration.isBare else { return }
    switch event {
    case .state(.halted(let status)): exit = .guestEnded(status)
    case .state(.panicked): exit = .guestEnded(134)
    case .disconnected: exit = exit ?? .guestEnded(1)
    default: break
    }
  }

  /// A guest being restarted is looked for until it is there, ever less often.
  private func reconnectLater(_ guest: String, afterMilliseconds delay: Int64 = 50) {
    guard reconnections[guest] == nil, delay < 30_000 else { return }
    reconnections[guest] = loop.schedule(afterNanoseconds: delay * 1_000_000) { [unowned self] in
      reconnections[guest] = nil
      let sink: (PaneSourceEvent) -> Void = { [weak self] event in
        self?.received(event, from: guest)
      }
      if let source = configuration.connect(guest, loop, sink) {
        workspace.add(source)
      } else {
        reconnectLater(guest, afterMilliseconds: delay * 5 / 4)
      }
    }
  }

  private func control(_ guest: String, _ action: GuestAction) {
    if let complaint = configuration.control(guest, action) {
      workspace.say("\(guest): \(complaint)", now: now)
    } else if action == .restart {
      workspace.guest(guest)?.source.close()
      reconnectLater(guest)
    }
  }

  private func findGuests() {
    for guest in configuration.findGuests() where workspace.guest(guest) == nil { connect(guest) }
  }

  // MARK: After every turn

  private func afterTurn() {
    for effect in workspace.takeEffects() { perform(effect) }
    scheduleTick()
    guard workspace.needsDrawing, exit == nil, frameTimer == nil else { return }
    let delay = frames.delay(now: HostClock.monotonicNanoseconds())
    if delay == 0 {
      drawFrame()
    } else {
      frameTimer = loop.schedule(afterNanoseconds: delay) { [unowned self] in
        frameTimer = nil
        drawFrame()
      }
    }
  }

  private func perform(_ effect: WorkspaceEffect) {
    switch effect {
    case .detach: exit = .detached
    case .beep: terminal.target.beep()
    case .redraw: resize()
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .copy(let bytes): terminal.copy(bytes)
    case .control(let guest, let action): control(guest, action)
    case .findGuests: findGuests()
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
    workspace.needsDrawing = false
    if clusters.isFull {
      clusters = ClusterTable()
      mustDrawAll = true
    }
    let next = workspace.draw(clusters: clusters)
    let target = terminal.target
    if mustDrawAll {
      mustDrawAll = false
      target.forget()
      target.show(SurfaceDiff.everything(next), of: next)
    } else {
      let runs = SurfaceDiff.runs(from: shown, to: next)
      if !runs.isEmpty || next.cursor != shown.cursor { target.show(runs, of: next) }
    }
    shown = next
    if let pane = workspace.focusedPane {
      terminal.setTitle(pane.title.isEmpty ? "umltop: \(pane.address)" : pane.title)
    }
    frames.drew(from: start, to: HostClock.monotonicNanoseconds())
  }
}
