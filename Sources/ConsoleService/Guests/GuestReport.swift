public import LinuxABI
import UMLHost

/// What can be learned of a guest from outside: from its console service, or from its management
/// console where it has none, as a real UML.
public struct GuestReport: Sendable {
  public let umid: String
  public let path: String
  public let process: Int32?
  /// `running`, `stale`, `panicked` …
  public private(set) var state: String
  public private(set) var kernel = ""
  /// Nil where nobody says.
  public private(set) var uptimeSeconds: UInt64?
  /// In bytes.
  public private(set) var memoryUsed: UInt64?
  public private(set) var memoryTotal: UInt64?
  /// The lines in use, each with what it is attached to where that is not a pane.
  public private(set) var consoles: [String] = []

  /// Asks. Waits for a guest that does not answer, but not for long.
  public init(_ entry: GuestEntry) {
    umid = entry.umid
    path = entry.path
    process = entry.process
    state = entry.isAlive ? "running" : "stale"
    guard entry.isAlive else { return }
    if entry.hasConsoleService { askConsole(entry) }
    if entry.hasManagementConsole { askManagement(entry) }
  }

  private mutating func askConsole(_ entry: GuestEntry) {
    do throws(ConversationError) {
      let conversation = try ConsoleConversation(with: entry, timeoutNanoseconds: 2_000_000_000)
      let guest = conversation.guest
      state = guest.phase.description
      kernel = guest.kernel
      uptimeSeconds = guest.uptimeMilliseconds / 1000
      if guest.memoryTotal > 0 { memoryTotal = guest.memoryTotal }
      consoles = conversation.lines.map(\.name)
    } catch {
      state = "silent"
    }
  }

  private mutating func askManagement(_ entry: GuestEntry) {
    do throws(Errno) {
      let client = try ManagementClient(path: entry.managementPath)
      try askMemory(client)
      // The console service counts from its own start: it knows of no reboot, nor when somebody
      // else's kernel was started.
      let uptime = try client.perform("proc uptime", timeoutMilliseconds: 2000).text
      uptimeSeconds = UInt64(uptime.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? uptimeSeconds
      if entry.hasConsoleService { return }
      kernel = Self.kernel(try client.perform("version", timeoutMilliseconds: 2000).text)
      for line in LineSurvey.names {
        let reply = try client.perform("config \(line)", timeoutMilliseconds: 2000)
        // `type:device` once the guest has opened it; before that, what was asked for.
        guard reply.status == 0, reply.text.contains(":") else { continue }
        consoles.append("\(line)=\(reply.text)\(Self.holders(LineSetting(reply.text), process))")
      }
    } catch {
      state = "silent"
    }
  }

  private mutating func askMemory(_ client: ManagementClient) throws(Errno) {
    let memory = Self.fields(try client.perform("proc meminfo", timeoutMilliseconds: 2000).text)
    memoryTotal = memory["MemTotal"] ?? memoryTotal
    if let total = memory["MemTotal"], let free = memory["MemFree"], free <= total {
      memoryUsed = total - free
    }
  }

  /// `[screen:123]` where somebody else has the terminal open.
  private static func holders(_ setting: LineSetting, _ process: Int32?) -> String {
    guard case .terminal(let path) = setting else { return "" }
    let others = HostProcessTable.holders(of: path).filter { $0.process != process }
    return others.isEmpty
      ? "" : "[\(others.map { "\($0.name):\($0.process)" }.joined(separator: ","))]"
  }

  /// `Linux node 6.1.0 #1 …` without the node's name and the build.
  static func kernel(_ version: String) -> String {
    let words = version.split(separator: " ")
    return words.count > 2 ? "\(words[0]) \(words[2])" : version
  }

  /// The numbers of /proc/meminfo in bytes.
  private static func fields(_ text: String) -> [Substring: UInt64] {
    var result: [Substring: UInt64] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split { $0 == " " || $0 == ":" }
      guard words.count >= 2, let kilobytes = UInt64(words[1]) else { continue }
      result[words[0]] = kilobytes << 10
    }
    return result
  }
}

extension GuestEntry {
  /// What its management console says it runs, such as `Linux 6.1.0`.
  ///
  /// - Throws: when it does not answer.
  public func kernelVersion() throws(Errno) -> String {
    let client = try ManagementClient(path: managementPath)
    return GuestReport.kernel(try client.perform("version", timeoutMilliseconds: 5000).text)
  }
}
