import LinuxABI
import UMLHost

/// Asks the interfaces that look at a directory of guests to show one of a guest's lines: a window
/// that the guest opens.
///
/// Each interface has a datagram socket there, `.ui-PID`.
public struct PaneInvitation: Equatable, Sendable {
  static let prefix = ".ui-"

  public var guest: String
  public var line: String

  public init(guest: String, line: String) {
    self.guest = guest
    self.line = line
  }

  /// Guests' names have no blanks.
  var datagram: [UInt8] { Array("\(guest) \(line)".utf8) }

  init?(_ datagram: [UInt8]) {
    let words = String(decoding: datagram, as: UTF8.self).split(
      separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, !words[0].isEmpty, !words[1].isEmpty else { return nil }
    self.init(guest: String(words[0]), line: String(words[1]))
  }

  /// Sends it to every interface there.
  ///
  /// - Returns: how many there are.
  @discardableResult
  public func send(in directory: GuestDirectory) -> Int {
    let names = (try? HostFile.names(in: directory.path)) ?? []
    return names.filter { $0.hasPrefix(Self.prefix) }.count { name in
      let path = "\(directory.path)/\(name)"
      do throws(Errno) {
        try HostSocket.datagram(boundTo: .unnamed, nonBlocking: true).send(datagram, toPath: path)
        return true
      } catch {
        // Its interface was killed.
        if error == .connectionRefused { try? HostFile.remove(path) }
        return false
      }
    }
  }
}
