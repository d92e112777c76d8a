import LinuxABI

/// A request in the form of version 2 of UML's protocol; see ``ManagementClient``.
enum ManagementRequest {
  static let magic: UInt32 = 0xcafe_babe
  static let version: UInt32 = 2
  private static let lengthLimit = 511

  /// - Throws: `.messageTooLong` for more than 511 bytes.
  static func datagram(_ command: String) throws(Errno) -> [UInt8] {
    let bytes = Array(command.utf8)
    guard bytes.count <= lengthLimit else { throw .messageTooLong }
    var writer = ByteWriter(capacity: 12 + bytes.count)
    writer.write(magic)
    writer.write(version)
    writer.write(UInt32(bytes.count))
    writer.write(bytes)
    return writer.bytes
  }
}

/// Puts the parts of a reply together.
///
/// A part of version 2 has a header that fits its length. Kernels of before, and those that do not
/// like the request's version, answer with bare text: `OK …`, `ERR …`.
struct ManagementReplyParts {
  private static let headerSize = 12
  private var status: Int32?
  private var text: [UInt8] = []

  /// What there is when no more parts come: a real UML never ends its answer to `stack`.
  var unfinished: ManagementClient.Reply? {
    status.map { ManagementClient.Reply(status: $0, text: String(decoding: text, as: UTF8.self)) }
  }

  /// Takes the next datagram; the reply, once it is whole.
  mutating func take(_ datagram: [UInt8]) -> ManagementClient.Reply? {
    guard let part = Part(datagram) else { return Self.bare(datagram) }
    // Only the first part's status means something.
    let known = status ?? part.status
    status = known
    text += part.text
    if part.continues { return nil }
    return ManagementClient.Reply(status: known, text: String(decoding: text, as: UTF8.self))
  }

  private static func bare(_ datagram: [UInt8]) -> ManagementClient.Reply {
    let text = String(decoding: datagram.prefix { $0 != 0 }, as: UTF8.self)
    for (word, status) in [("OK", 0 as Int32), ("ERR", 1)] where text.hasPrefix(word) {
      return ManagementClient.Reply(
        status: status, text: String(text.dropFirst(word.count).drop { $0 == " " }))
    }
    return ManagementClient.Reply(status: 1, text: text)
  }

  private struct Part {
    let status: Int32
    let continues: Bool
    let text: ArraySlice<UInt8>

    init?(_ datagram: [UInt8]) {
      guard datagram.count >= headerSize else { return nil }
      var reader = ByteReader(datagram)
      status = reader.read(Int32.self)
      let more = reader.read(UInt32.self)
      let length = Int(reader.read(UInt32.self))
      guard more <= 1, length == datagram.count - headerSize else { return nil }
      continues = more != 0
      text = datagram.dropFirst(headerSize).prefix { $0 != 0 }
    }
  }
}
