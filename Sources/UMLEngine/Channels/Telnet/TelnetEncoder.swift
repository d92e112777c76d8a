/// Makes of a terminal's output what a telnet client expects: IAC is sent twice, and, unless the
/// client takes binary, a CR that no LF follows gets a NUL. See RFC 854, "The NVT printer and
/// keyboard".
struct TelnetEncoder {
  /// The last byte was a CR; what follows decides.
  private var endedInReturn = false

  mutating func encode(_ bytes: UnsafeRawBufferPointer, isBinary: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    for byte in bytes {
      if endedInReturn, byte != 0x0a, !isBinary { result.append(0) }
      endedInReturn = byte == 0x0d && !isBinary
      if byte == TelnetCommand.escape.rawValue { result.append(byte) }
      result.append(byte)
    }
    return result
  }
}
