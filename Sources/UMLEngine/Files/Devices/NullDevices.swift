import LinuxABI
import UMLHost

/// null, zero, full, random and urandom. See null(4), full(4), random(4).
enum NullDevices {
  static func register(with devices: DeviceRegistry) {
    let nodes: [(minor: UInt32, name: String, kind: NullDevice.Kind)] = [
      (3, "null", .null), (5, "zero", .zero), (7, "full", .full), (8, "random", .random),
      (9, "urandom", .random),
    ]
    devices.registerDriver(.character, major: 1, name: "mem")
    let links = [("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")]
    for (name, end) in links { devices.registerLink(name, to: "/proc/self/fd\(end)") }
    for node in nodes {
      devices.register(
        .character, major: 1, minor: node.minor, name: node.name, permissions: 0o666
      ) { (_, _) throws(Errno) in
        NullDevice(node.kind, number: DeviceNumber(major: 1, minor: node.minor))
      }
    }
  }
}

/// A device without a device: what it gives is made, what it gets is dropped.
final class NullDevice: FileObject {
  enum Kind {
    case null
    case zero
    /// Reads like zero; there is never room to write.
    case full
    case random
  }

  private static let zeros = [UInt8](repeating: 0, count: 1 << 16)

  private let kind: Kind
  private let number: DeviceNumber
  /// The host's device; open once something was mapped.
  private var host: SharedDescriptor?

  init(_ kind: Kind, number: DeviceNumber) {
    self.kind = kind
    self.number = number
  }

  func status() throws(Errno) -> FileStatus {
    var status = FileStatus.anonymous(.characterDevice, 0o666, inode: 0)
    status.deviceNumber = number
    return status
  }

  var isSeekable: Bool { true }

  /// Positions mean nothing here, and every one is as good as another.
  func seek(_ offset: Int64, _ origin: SeekOrigin, from position: Int64) throws(Errno) -> Int64 {
    0
  }

  func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    guard kind != .null else { return 0 }
    var done = 0
    while destination.remaining > 0 {
      let count = min(destination.remaining, Self.zeros.count)
      let bytes =
        kind == .random ? try HostSystem.randomBytes(count) : Array(Self.zeros.prefix(count))
      let put = try destination.put(bytes)
      done += put
      if put < count { break }
    }
    return done
  }

  /// A private mapping of zero is fresh memory: the host's own device does it.
  func hostDescriptor(writable: Bool) throws(Errno) -> Int32 {
    guard kind == .zero else { throw .operationNotSupportedByDevice }
    if let host { return host.rawValue }
    let opened = SharedDescriptor(try HostFile.open("/dev/zero", .readWrite))
    host = opened
    return opened.rawValue
  }

  func write(_ source: inout WriteSource, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    guard kind != .full else { throw .noSpace }
    let count = source.remaining
    // What is dropped need not be read, and so never faults: as Linux.
    source.skip(count)
    return count
  }
}
