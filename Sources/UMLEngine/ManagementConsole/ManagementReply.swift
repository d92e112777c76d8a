import LinuxABI

/// A datagram from the management console: `error | more | length | text NUL`.
struct ManagementReply: Equatable {
  /// 0 for success; meaningful in the first fragment.
  var error: Int32
  /// Whether another fragment follows.
  var hasMore: Bool
  var text: [UInt8]

  init(error: Int32, hasMore: Bool, text: [UInt8]) {
    self.error = error
    self.hasMore = hasMore
    self.text = text
  }

  /// Cuts a text into the fragments that carry it; at least one. `continues` says that more will
  /// come.
  static func fragments(_ text: [UInt8], error: Int32, continues: Bool) -> [ManagementReply] {
    var rest = text[...]
    var replies: [ManagementReply] = []
    repeat {
      let part = rest.prefix(ManagementRequest.textSize - 1)
      rest = rest.dropFirst(part.count)
      replies.append(
        ManagementReply(error: error, hasMore: continues || !rest.isEmpty, text: Array(part)))
    } while !rest.isEmpty
    return replies
  }

  var datagram: [UInt8] {
    var writer = ByteWriter(capacity: ManagementRequest.headerSize + text.count + 1)
    writer.write(UInt32(bitPattern: error))
    writer.write(UInt32(hasMore ? 1 : 0))
    writer.write(UInt32(text.count + 1))
    writer.write(text)
    writer.write(UInt8(0))
    return writer.bytes
  }

  init?(datagram: [UInt8]) {
    guard datagram.count >= ManagementRequest.headerSize else { return nil }
    var reader = ByteReader(datagram)
    error = Int32(bitPattern: reader.read(UInt32.self))
    hasMore = reader.read(UInt32.self) != 0
    let length = Int(reader.read(UInt32.self))
    text = Array(datagram.dropFirst(ManagementRequest.headerSize).prefix(max(0, length - 1)))
  }
}
