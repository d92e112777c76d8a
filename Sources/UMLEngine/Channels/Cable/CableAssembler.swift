/// Puts together what comes in pieces.
struct CableAssembler {
  private var bytes: [UInt8] = []
  private var start = 0

  /// What came is not what a cable's end says.
  struct Malformed: Error {}

  mutating func append(_ new: [UInt8]) {
    if start > 0 { bytes.removeFirst(start) }
    start = 0
    bytes += new
  }

  mutating func next() throws(Malformed) -> CableMessage? {
    let header = CableMessage.headerLength
    guard bytes.count - start >= header else { return nil }
    let length = Int(bytes[start + 1]) | Int(bytes[start + 2]) << 8
    guard length <= CableMessage.maximumLength else { throw Malformed() }
    guard bytes.count - start >= header + length else { return nil }
    let fields = bytes[(start + header)..<(start + header + length)]
    guard let message = CableMessage(kind: bytes[start], fields: fields) else { throw Malformed() }
    start += header + length
    return message
  }
}
