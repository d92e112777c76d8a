import LinuxABI
import UMLHost

/// What a guest's directory says about it.
public struct GuestEntry: Sendable {
  public let umid: String
  public let path: String
  /// What `pid` says, whether that process lives or not.
  public let process: Int32?
  /// Whether the guest runs; otherwise it ended without cleaning up.
  public let isAlive: Bool
  public let hasManagementConsole: Bool
  public let hasConsoleService: Bool

  public var consolePath: String { "\(path)/console" }
  public var managementPath: String { "\(path)/mconsole" }

  /// Looks at a directory. Nil for one that is no guest's.
  init?(umid: String, path: String) {
    self.umid = umid
    self.path = path
    let text = try? HostFile.text(of: "\(path)/pid")
    process = text.flatMap { Int32($0.prefix { $0.isNumber }) }
    let management = HostSocket.isServed("\(path)/mconsole", .datagram)
    let console = HostSocket.isServed("\(path)/console", .stream)
    guard text != nil || management != nil || console != nil else { return nil }
    hasManagementConsole = management == true
    hasConsoleService = console == true
    let lives = process.map(HostSystem.isProcessAlive) ?? false
    // The number of a guest that was killed may be another process's by now; its sockets are dead.
    let isSilent = (management != nil || console != nil) && management != true && console != true
    isAlive = lives && !isSilent
  }

  var whyDead: String {
    switch process {
    case nil: "its directory names no process"
    case .some(let number) where HostSystem.isProcessAlive(number):
      "process \(number) does not answer at its sockets"
    case .some(let number): "its process \(number) has ended"
    }
  }
}
