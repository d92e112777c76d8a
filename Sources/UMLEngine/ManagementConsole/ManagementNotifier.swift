import LinuxABI
import UMLHost

/// `mconsole=notify:PATH`: tells a datagram socket on the host what happens.
///
/// ```
///   magic | version | type | length | data
/// ```
struct ManagementNotifier {
  enum Kind: UInt32 {
    /// The machine answers; the data is its management console's path.
    case socket = 0
    case panic = 1
    /// A watchdog found the machine silent.
    case hang = 2
    /// What the guest wrote to /proc/mconsole.
    case user = 3
  }

  let path: String

  /// - Throws: why the listener did not get it.
  func send(_ kind: Kind, _ data: [UInt8]) throws(Errno) {
    let socket = try HostSocket.create(.local, .datagram, nonBlocking: true)
    try socket.send(Self.datagram(kind, data), toPath: path)
  }

  static func datagram(_ kind: Kind, _ data: [UInt8]) -> [UInt8] {
    let data = data.prefix(ManagementRequest.textSize - 1)
    var writer = ByteWriter(capacity: 16 + data.count)
    writer.write(ManagementRequest.magic)
    writer.write(ManagementRequest.version)
    writer.write(kind.rawValue)
    writer.write(UInt32(data.count))
    writer.write(Array(data))
    return writer.bytes
  }
}
