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
  public struct Reply: Equatable, Sendable {
    /// 0 is success.
    public var status: Int32
    public var text: String
  }

  private static let magic: UInt32 = 0xcafe_babe
  private static let requestLimit = 511

  private let socket: HostDescriptor
  private let path: String

  /// - Throws: `.connectionRefused` or `.noSuchFileOrDirectory` where nobody serves.
  public init(path: String) throws(Errno) {
    self.path = path
    // An answer needs an address: the host picks a name without a file (unix(7), autobind).
    socket = try HostSocket.datagram(boundTo: .unnamed)
  }

  /// Sends a command and waits for the whole answer.
  ///
  /// - Throws: `.messageTooLong` for a command of more than 511 bytes; `.timedOut` when there is
  ///   no answer, or its next part, within the time.
  public func perform(
    _ command: String, timeoutMilliseconds: Int32 = 5000
  ) throws(Errno) -> Reply {
    try send(command)
    var reply: Reply?
    var text: [UInt8] = []
    while true {
      let events = try socket.waitUntil(.readable, timeoutMilliseconds: timeoutMilliseconds)
      guard !events.isEmpty else { throw .timedOut }
      let datagram = try socket.receive(upTo: 4096).bytes
      guard datagram.count >= 12 else {
        // A kernel that does not know the version answers with bare text.
        return Reply(status: 1, text: String(decoding: datagram, as: UTF8.self))
      }
      var reader = ByteReader(datagram)
      let status = reader.read(Int32.self)
      let continues = reader.read(UInt32.self) != 0
      let length = Int(reader.read(UInt32.self))
      text += datagram.dropFirst(12).prefix(length).prefix { $0 != 0 }
      // Only the first part's status means something.
      let known = reply ?? Reply(status: status, text: "")
      reply = known
      if !continues {
        return Reply(status: known.status, text: String(decoding: text, as: UTF8.self))
      }
    }
  }

  private func send(_ command: String) throws(Errno) {
    let bytes = Array(command.utf8)
    guard bytes.count <= Self.requestLimit else { throw .messageTooLong }
    var writer = ByteWriter(capacity: 12 + bytes.count)
    writer.write(Self.magic)
    writer.write(2 as UInt32)
    writer.write(UInt32(bytes.count))
    writer.write(bytes)
    try socket.send(writer.bytes, toPath: path)
  }
}
