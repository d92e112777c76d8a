public import LinuxABI
import UMLEngine
import UMLHost

/// A real UML kernel that somebody else has started: the terminals of its `pts` lines are opened
/// here, and served like those of a guest of our own, until the kernel ends.
///
/// ```
///   ~/.uml/NAME/   pid, mconsole: the kernel's     console: ours
///   config con1 ─► mconsole ─► pts:/dev/pts/5 ─► opened, unless another program has it open
/// ```
/// Letting go of a terminal hangs the line up in the guest, so they are kept when nobody looks.
/// UML does not always notice that a full terminal has been read; see ``KernelNudge``.
public final class AdoptedGuest {
  private static let surveyPause: Int64 = 1_000_000_000
  private static let scrollback = 10_000

  private let entry: GuestEntry
  private let loop: EventLoop
  private let hub: ConsoleHub
  private let management: ManagementChannel
  private let cables: KernelCables
  private let staysEmpty: Bool
  private var socket: HostFileStatus?
  private var reception: TerminalReception?
  private var survey: LineSurvey?
  private var hasEnded = false
  /// The kernel's process has ended, whether or not its parent knows already.
  private var hasDied = false
  private var text = KernelText()
  private let nudge: KernelNudge

  /// Serves the guest's socket; its lines are opened in ``run(onServing:)``.
  ///
  /// - Parameters:
  ///   - entry: the guest.
  ///   - kernel: what runs in it.
  ///   - staysEmpty: serves it even when none of its lines can be opened: it opens windows.
  /// - Throws: `.addressInUse` when the guest is served already.
  public init(_ entry: GuestEntry, kernel: String, staysEmpty: Bool = false) throws(Errno) {
    self.entry = entry
    self.staysEmpty = staysEmpty
    loop = try EventLoop()
    management = ManagementChannel(path: entry.managementPath, loop: loop)
    nudge = KernelNudge(management, loop: loop)
    let listener = try HostListener(path: entry.consolePath)
    var guest = GuestInfo(umid: entry.umid, process: entry.process ?? 0, kernel: kernel)
    guest.phase = .running
    hub = try ConsoleHub(loop, listener: listener, guest: guest, scrollbackLimit: Self.scrollback)
    cables = KernelCables(
      hub, loop: loop,
      place: MachinePlace(
        machineName: entry.umid, directory: HostFile.parentPath(of: entry.path)))
    socket = try? HostFile.status(of: entry.consolePath, followingLink: false)
  }

  /// Serves the guest until it, or this process, ends. Blocks.
  ///
  /// - Parameter onServing: told once what there is: nil, or why nothing can be shown.
  /// - Throws: what serving it met.
  public func run(onServing: @escaping (String?) -> Void) throws(Errno) {
    let management = management
    let hub = hub
    reception = try makeReception()
    let cables = cables
    hub.onRequest = { command, ticket in
      if cables.answer(command, ticket: ticket) { return }
      management.forward(command, ticket: ticket, of: hub)
    }
    let watch = try entry.process.map { (process) throws(Errno) in
      try HostProcessWatch(process, on: loop) { [unowned self] in
        hasDied = true
        hasEnded = true
      }
    }
    let signals = try HostSignals.watch([.terminate, .interrupt], on: loop) { [unowned self] _ in
      hasEnded = true
    }
    let survey = LineSurvey(management, process: entry.process) { [unowned self] in open($0, $1) }
    self.survey = survey
    cables.onRelease = { [unowned self] name, isReleased in
      if !isReleased { survey.lost(name) }
      // The guest may sleep through the hang-up.
      nudge.wake()
    }
    survey.run { [unowned self] _ in
      let complaint = complaint(survey)
      onServing(complaint)
      if complaint != nil { hasEnded = true }
      hub.reasons = survey.reasons
      surveyLater()
    }
    while !hasEnded { loop.runOnce() }
    finish()
    signals.cancel()
    withExtendedLifetime(watch) {}
  }

  private func finish() {
    // A kernel removes its directory unless it panics or is killed.
    hub.finish(
      hasDied && HostFile.exists("\(entry.path)/pid")
        ? .panicked(reason: text.panicReason ?? "its process ended without a word")
        : .halted(status: 0))
    hub.drain()
    reception = nil
    management.close()
  }

  private func complaint(_ survey: LineSurvey) -> String? {
    guard staysEmpty || hub.hasLines || survey.pending.isEmpty == false else {
      let known = LineSurvey.names.compactMap { name in
        survey.reasons[name].flatMap { $0 == "it is null" ? nil : "\(name): \($0)" }
      }
      return "no console of '\(entry.umid)' can be opened from outside "
        + "(\(known.prefix(4).joined(separator: "; "))); give it one: "
        + "umltop mconsole \(entry.umid) config con1=pts"
    }
    return nil
  }

  // MARK: Its lines

  private func surveyLater() {
    loop.schedule(afterNanoseconds: Self.surveyPause) { [unowned self] in
      survey?.run { [unowned self] answers in
        hub.reasons = survey?.reasons ?? [:]
        // It does not while it reboots.
        hub.setPhase(answers ? .running : .booting)
        surveyLater()
      }
      keepServing()
    }
  }

  /// A kernel empties its directory when it reboots, our socket included.
  private func keepServing() {
    let now = try? HostFile.status(of: entry.consolePath, followingLink: false)
    if let now, let socket, now.isSameFile(as: socket) { return }
    guard HostFile.exists("\(entry.path)/pid"), now == nil,
      let listener = try? HostListener(path: entry.consolePath)
    else { return }
    socket = try? HostFile.status(of: entry.consolePath, followingLink: false)
    try? hub.listen(listener)
    reception = try? makeReception()
  }

  private func makeReception() throws(Errno) -> TerminalReception {
    let hub = hub
    return try TerminalReception(entry.path, on: loop) { [unowned hub] in hub.add(window: $0, $1) }
  }

  private func open(_ name: String, _ path: String) -> Bool {
    do throws(Errno) {
      let terminal = try HostFile.open(path, [.readWrite, .noControllingTerminal, .nonBlocking])
      guard terminal.isTerminal else { return false }
      // UML has made it raw already, unless somebody else has changed it since.
      try terminal.setTerminalSettings(try terminal.terminalSettings().raw)
      let size = (try? terminal.terminalSize()).flatMap { $0.rows > 0 ? $0 : nil }
      let hub = hub
      let line = try TerminalLine(name, terminal, loop: loop) { [unowned hub] in hub.pump(name) }
      line.onOutput = { [unowned self] in
        if name == "con0" { _ = text.take($0) }
        nudge.hasRead($0.count)
      }
      line.onEnd = { [unowned self] in
        survey?.lost(name)
        nudge.wake()
      }
      hub.add(line, size: size ?? WindowSize(rows: 24, columns: 80))
      cables.add(line)
      return true
    } catch {
      return false
    }
  }
}
