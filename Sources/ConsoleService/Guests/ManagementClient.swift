public import LinuxABI
import UMLHost

/// Talks to a guest's management console, ours or a real UML's: datagrams of version 2 of UML's
/// protocol (arch/um/drivers/mconsole.h).
///
/// ```
///   request   0xcafebabe | version 2 | length | text               4 bytes each, then the text
///   reply     error | whether more follows | length | text with its NUL, 512 bytes at most
/// ```
public final class ManagementClient {
  /// What a command was answered with, all parts together.
  public struct Reply: Equatable, Sendable {
    /// 0 is success.
    public var status: Int32
    public var text: String
  }

  /// A kernel that has begun to answer sends the parts at once.
  private static let partMilliseconds: Int32 = 1000

  private let socket: HostDescriptor
  private let path: String

  /// - Throws: `.connectionRefused` or `.noSuchFileOrDirectory` where nobody serves.
  public init(path: String) throws(Errno) {
    self.path = path
    // An answer needs an address: the host picks a name without a file (unix(7), autobind).
    socket = try HostSocket.datagram(boundTo: .unnamed)
  }

  /// Sends a command and waits for the whole answer, or what came of it.
  ///
  /// - Throws: `.messageTooLong` for a command of more than 511 bytes; `.timedOut` when there is
  ///   no answer within the time.
  public func perform(
    _ command: String, timeoutMilliseconds: Int32 = 5000
  ) throws(Errno) -> Reply {
    try socket.send(try ManagementRequest.datagram(command), toPath: path)
    var parts = ManagementReplyParts()
    while true {
      let isBegun = parts.unfinished != nil
      let events = try socket.waitUntil(
        .readable,
        timeoutMilliseconds: isBegun
          ? min(timeoutMilliseconds, Self.partMilliseconds) : timeoutMilliseconds)
      guard !events.isEmpty else {
        guard let reply = parts.unfinished else { throw .timedOut }
        return reply
      }
      if let reply = parts.take(try socket.receive(upTo: 4096).bytes) { return reply }
    }
  }
}
