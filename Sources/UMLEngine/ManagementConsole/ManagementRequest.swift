import LinuxABI

/// A datagram to the management console, protocol version 2: four-byte fields in the host's order.
///
/// ```
///   magic | version | length | text[512]
/// ```
/// See arch/um/drivers/mconsole.h in Linux.
struct ManagementRequest: Equatable {
  static let magic: UInt32 = 0xcafe_babe
  static let version: UInt32 = 2
  static let headerSize = 12
  /// Bytes of text in a datagram, a reply's NUL included.
  static let textSize = 512

  /// Why a datagram is no request.
  enum Refusal: Error, Equatable {
    /// From before there was a header: answered as plain text.
    case versionZero
    case unsupportedVersion
    case tooLarge
  }

  let text: String

  init(text: String) { self.text = text }

  init(datagram: [UInt8]) throws(Refusal) {
    var reader = ByteReader(datagram)
    guard datagram.count >= Self.headerSize, reader.read(UInt32.self) == Self.magic else {
      throw .versionZero
    }
    guard reader.read(UInt32.self) == Self.version else { throw .unsupportedVersion }
    let length = Int(reader.read(UInt32.self))
    guard length < Self.textSize else { throw .tooLarge }
    // What was not sent is not there, whatever the length says.
    let bytes = datagram.dropFirst(Self.headerSize).prefix(length)
    text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// As a client sends it.
  var datagram: [UInt8] {
    var writer = ByteWriter(capacity: Self.headerSize + text.utf8.count)
    writer.write(Self.magic)
    writer.write(Self.version)
    writer.write(UInt32(text.utf8.count))
    writer.write(Array(text.utf8))
    return writer.bytes
  }
}
