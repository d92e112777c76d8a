import LinuxABI
import UMLHost

/// Finds the lines of somebody else's UML kernel that can be opened, by asking its management
/// console line by line.
final class LineSurvey {
  static let names = (0..<16).map { "con\($0)" } + (0..<64).map { "ssl\($0)" }

  /// What there is to say of a line that cannot be shown.
  private(set) var reasons: [String: String] = [:]
  /// Lines that may be there the next time.
  private(set) var pending = Set(names)
  private(set) var isRunning = false
  private var wereOpen: Set<String> = []

  private let management: ManagementChannel
  private let process: Int32?
  private let open: (_ line: String, _ path: String) -> Bool

  /// - Parameters:
  ///   - management: of the kernel.
  ///   - process: the kernel's, which may have its own lines open.
  ///   - open: opens a terminal for a line; false when it could not.
  init(
    _ management: ManagementChannel, process: Int32?,
    open: @escaping (_ line: String, _ path: String) -> Bool
  ) {
    self.management = management
    self.process = process
    self.open = open
  }

  /// Asks for the lines that may have come. `done` is told whether the kernel answered.
  func run(done: @escaping (Bool) -> Void) {
    guard !isRunning else { return }
    isRunning = true
    ask(Self.names.filter(pending.contains)[...], done)
  }

  /// A line has ended; the kernel may give it another terminal.
  func lost(_ line: String) { pending.insert(line) }

  private func ask(_ lines: ArraySlice<String>, _ done: @escaping (Bool) -> Void) {
    guard let line = lines.first else {
      isRunning = false
      return done(true)
    }
    management.perform("config \(line)") { [weak self] answer in
      guard let self else { return }
      guard case .success(let reply) = answer else {
        isRunning = false
        return done(false)
      }
      take(line, reply)
      ask(lines.dropFirst(), done)
    }
  }

  /// What a kernel says of every device before it has come to them in its boot.
  private static let unknownDevice = "Bad configuration option"

  func take(_ line: String, _ reply: ManagementClient.Reply) {
    if reply.status != 0, reply.text.hasPrefix(Self.unknownDevice) {
      reasons[line] = "its kernel is still booting"
      return
    }
    let setting = reply.status == 0 ? LineSetting(reply.text) : .other(reply.text)
    switch setting {
    case .unopened: reasons[line] = "no program of the guest has opened it yet"
    case .other(let text):
      // A kernel that boots says so of lines that will be terminals again.
      if !wereOpen.contains(line) { pending.remove(line) }
      reasons[line] = "it is \(text)"
    case .terminal(let path):
      let holders = HostProcessTable.holders(of: path).filter { $0.process != process }
      if let reason = Self.reason(path, holders) {
        reasons[line] = reason
        return
      }
      // A kernel that reboots lets go of its terminals: this one may be lost before it is open.
      pending.remove(line)
      let isOpen = open(line, path)
      if isOpen { wereOpen.insert(line) }
      reasons[line] = isOpen ? nil : "\(path) cannot be opened"
      if !isOpen { pending.insert(line) }
    }
  }

  static func reason(_ path: String, _ holders: [HostProcessTable.Holder]) -> String? {
    guard !holders.isEmpty else { return nil }
    let names = holders.map { "\($0.name) (process \($0.process))" }
    return "it is \(path), and \(names.joined(separator: ", ")) has that open"
  }
}
