/// The system's names: `uname(2)`. The corresponding C type is `struct new_utsname`.
public struct SystemNamesLayout: GuestLayout, Hashable {
  public static let size = 390
  /// Bytes of every field, its zero included.
  public static let fieldSize = 65

  public var system: String
  /// The host name.
  public var node: String
  public var release: String
  public var version: String
  public var machine: String
  /// The NIS domain.
  public var domain: String

  public init(
    system: String = "Linux", node: String, release: String, version: String,
    machine: String = "x86_64", domain: String = "(none)"
  ) {
    self.system = system
    self.node = node
    self.release = release
    self.version = version
    self.machine = machine
    self.domain = domain
  }

  public init(from reader: inout ByteReader) {
    func field(_ reader: inout ByteReader) -> String {
      String(decoding: reader.readString(count: SystemNamesLayout.fieldSize), as: UTF8.self)
    }
    system = field(&reader)
    node = field(&reader)
    release = field(&reader)
    version = field(&reader)
    machine = field(&reader)
    domain = field(&reader)
  }

  public func write(to writer: inout ByteWriter) {
    for field in [system, node, release, version, machine, domain] {
      writer.write(string: Array(field.utf8), paddedTo: SystemNamesLayout.fieldSize)
    }
  }
}
