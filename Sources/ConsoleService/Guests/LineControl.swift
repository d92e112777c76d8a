import LinuxABI
public import UMLEngine
import UMLHost

/// Asks a guest to do something with one of its lines: its console service where it has one, else
/// its management console, which can do less.
///
/// Each question waits for its answer, five seconds at most. What they throw says in words for a
/// person who does not answer, or why the guest would not do it.
public struct LineControl {
  private static let attempts = 20
  private static let pauseNanoseconds: Int64 = 100_000_000

  private let entry: GuestEntry

  public init(_ entry: GuestEntry) { self.entry = entry }

  /// - Returns: the answer; empty where there is nothing to say.
  /// - Throws: why not, in words for a person.
  public func perform(_ request: LineRequest) throws(LineControlError) -> String {
    entry.hasConsoleService ? try askService(request) : try askManagement(request)
  }

  /// The cable a line is attached to; nil for none, and for lines of others than our guests.
  public func cable(of line: String) throws(LineControlError) -> String? {
    let attachment = try attachment(of: line)
    let prefix = "cable:"
    return attachment.hasPrefix(prefix) ? String(attachment.dropFirst(prefix.count)) : nil
  }

  /// Whether a line is attached to a terminal of the host that the command line did not name.
  public func isJoinedToTerminal(_ line: String) throws(LineControlError) -> Bool {
    guard try attachment(of: line).hasPrefix("tty:") else { return false }
    // Nobody else can tell; it is for its user to know.
    guard entry.hasConsoleService else { return true }
    let report = try perform(LineRequest(line: line, .show))
    return report.split(whereSeparator: { $0 == "\t" || $0.isNewline }).contains("changed")
  }

  /// The lines that are attached to a terminal of the host.
  public func lines(on terminal: String) throws(LineControlError) -> [String] {
    LineReport.parse(try perform(LineRequest(line: nil, .show)))
      .filter { $0.attachment == "tty:\(terminal)" }.map(\.name)
  }

  private func attachment(of line: String) throws(LineControlError) -> String {
    let report = try perform(LineRequest(line: line, .show))
    let words = report.prefix { !$0.isNewline }.split(separator: "\t")
    return String(words.count > 1 ? words[1] : words.first ?? "")
  }

  /// The host terminal of a line of a real UML kernel that no umltop serves; nil for all others.
  /// Waits for up to two seconds where the line has a terminal that nobody in the guest has open.
  public func terminalOfForeignLine(_ line: String) throws(LineControlError) -> String? {
    guard !entry.hasConsoleService else { return nil }
    let version = try ask("version")
    // Ours has cables, whoever serves it.
    if version.contains("-umltop") { return nil }
    var attachment = try ask("config \(line)")
    // The kernel may have slept through a hang-up, and a login takes a moment to come back: asking
    // wakes it.
    for _ in 0..<Self.attempts where LineSetting(attachment) == .unopened {
      (try? EventLoop())?.runOnce(timeoutNanoseconds: Self.pauseNanoseconds)
      attachment = try ask("config \(line)")
    }
    if case .terminal(let path) = LineSetting(attachment) { return path }
    throw LineControlError(
      "\(entry.umid) is a real UML kernel, and its \(line) is '\(attachment)': a cable needs a line "
        + "with \(line)=pts that a program of the guest has open")
  }

  private func askService(_ request: LineRequest) throws(LineControlError) -> String {
    let reply: (status: Int32, text: String)
    do throws(ConversationError) {
      reply = try ConsoleConversation(with: entry).perform(request.text)
    } catch {
      throw LineControlError("\(error)")
    }
    guard reply.status == 0 else { throw LineControlError("\(entry.umid): \(reply.text)") }
    return reply.text
  }

  private func askManagement(_ request: LineRequest) throws(LineControlError) -> String {
    let command: String
    switch (request.action, request.line) {
    case (.show, .some(let line)): command = "config \(line)"
    case (.attach(let spec), .some(let line)): command = "config \(line)=\(spec)"
    case (.restore, .some(let line)): command = "config \(line)=null"
    default:
      throw LineControlError(
        "guest '\(entry.umid)' has no console service, and its management console cannot do that")
    }
    return try ask(command)
  }

  private func ask(_ command: String) throws(LineControlError) -> String {
    let reply: ManagementClient.Reply
    do throws(Errno) {
      reply = try ManagementClient(path: entry.managementPath).perform(command)
    } catch {
      throw LineControlError("the management console of '\(entry.umid)' does not answer: \(error)")
    }
    guard reply.status == 0 else { throw LineControlError("\(entry.umid): \(reply.text)") }
    return reply.text
  }
}

/// Why a line cannot be what it was asked to be, in words for a person.
public struct LineControlError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }

  /// A cable is there already.
  public static func joined(_ line: String, _ cable: String) -> LineControlError {
    LineControlError(
      "\(line) has a cable already: \(cable); take it away with: umltop unlink \(line)")
  }

  /// A cable needs one end that can make it.
  public static let bothForeign = LineControlError(
    "both are real UML kernels that no umltop serves: boot one of them with umltop boot --kernel")

  /// There is no cable to take away.
  public static func unjoined(_ line: String) -> LineControlError {
    LineControlError("\(line) has no cable")
  }
}
