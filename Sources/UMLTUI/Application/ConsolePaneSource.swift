import ConsoleService
import LinuxABI
public import UMLHost

/// The panes' way to a guest through its console service.
public final class ConsolePaneSource: PaneSource {
  public let guest: String
  private let sink: (PaneSourceEvent) -> Void
  private var client: ConsoleClient?

  /// Connects to the service at a socket's path, for the guest of this umid; nil when nobody
  /// serves there. The sink is told what the service reports, on the loop's thread and never
  /// before the loop's next turn.
  public init?(
    guest: String, path: String, loop: EventLoop, sink: @escaping (PaneSourceEvent) -> Void
  ) {
    self.guest = guest
    self.sink = sink
    do throws(Errno) {
      client = try ConsoleClient(path: path, loop: loop) { [weak self] in self?.received($0) }
    } catch {
      return nil
    }
  }

  public func attach(_ line: String, readOnly: Bool) { client?.attach(line, readOnly: readOnly) }
  public func detach(_ line: String) { client?.detach(line) }
  public func send(_ bytes: [UInt8], to line: String) { client?.sendInput(bytes, to: line) }
  public func resize(_ line: String, rows: Int, columns: Int) {
    client?.resize(line, rows: rows, columns: columns)
  }
  public func sendBreak(to line: String) { client?.sendBreak(to: line) }
  public func request(_ command: String) { client?.request(command) }

  public func close() {
    client?.close()
    client = nil
  }

  private func received(_ event: ConsoleClient.Event) {
    switch event {
    case .connected(let info):
      sink(.connected(kernel: info.kernel, arguments: info.arguments))
      sink(.state(GuestState(info.phase)))
    case .lines(let lines):
      sink(.lines(lines.map { LineFacts($0) }))
    case .snapshot(let line, let rows, let columns, let topLine, let bytes):
      sink(
        .snapshot(line: line, rows: rows, columns: columns, topLine: topLine, bytes: bytes))
    case .output(let line, let bytes): sink(.output(line: line, bytes: bytes))
    case .resized(let line, let rows, let columns):
      sink(.resized(line: line, rows: rows, columns: columns))
    case .phase(let phase): sink(.state(GuestState(phase)))
    case .reply(_, let status, let text):
      if status != 0 {
        sink(.notice(text))
      } else if !text.isEmpty {
        sink(.answer(text))
      }
    case .complaint(_, let reason): sink(.notice(reason))
    case .refused(let reason): sink(.refused(reason))
    case .disconnected: sink(.disconnected)
    }
  }
}

extension LineFacts {
  init(_ line: LineInfo) {
    self.init(name: line.name, rows: line.rows, columns: line.columns, title: line.title)
    attachment = line.attachment
    logPath = line.logPath
    guard line.hasCable else { return }
    cable = CableFacts(
      partner: line.cablePartner.flatMap { LineAddress($0) }, sentCount: line.sentCount,
      receivedCount: line.receivedCount)
  }
}

extension GuestState {
  init(_ phase: GuestPhase) {
    switch phase {
    case .booting: self = .booting
    case .running: self = .running
    case .halted(let status): self = .halted(Int(status))
    case .panicked: self = .panicked
    }
  }
}
