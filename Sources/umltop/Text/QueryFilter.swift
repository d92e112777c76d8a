/// Takes a program's questions to its terminal out of its output.
///
/// The console service has answered them; a real terminal that got them too would answer a second
/// time, as if the user had typed that.
struct QueryFilter {
  private enum State {
    case text
    case escape
    /// CSI: until a byte of 0x40–0x7e.
    case control
    /// OSC and DCS: until BEL or ST.
    case string
    case stringEscape
  }

  private static let longest = 8192
  private static let escape: UInt8 = 0x1b

  private var state = State.text
  /// The sequence that is not complete yet.
  private var pending: [UInt8] = []

  /// What of the bytes is to be shown. The beginning of a sequence comes with its end.
  mutating func filter(_ bytes: [UInt8]) -> [UInt8] {
    var shown: [UInt8] = []
    shown.reserveCapacity(bytes.count + pending.count)
    for byte in bytes { take(byte, &shown) }
    return shown
  }

  private mutating func take(_ byte: UInt8, _ shown: inout [UInt8]) {
    guard state != .text else {
      if byte == Self.escape {
        pending = [byte]
        state = .escape
      } else if byte != 0x05 {
        // ENQ asks who is there.
        shown.append(byte)
      }
      return
    }
    pending.append(byte)
    switch state {
    case .text: break
    case .escape: begin(byte, &shown)
    case .control:
      if byte == Self.escape {
        restart(&shown)
      } else if (0x40...0x7e).contains(byte) {
        end(&shown)
      }
    case .string:
      if byte == 0x07 { end(&shown) } else if byte == Self.escape { state = .stringEscape }
    case .stringEscape:
      if byte == UInt8(ascii: "\\") { end(&shown) } else { state = .string }
    }
    if pending.count > Self.longest { release(&shown) }
  }

  private mutating func begin(_ byte: UInt8, _ shown: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "]"), UInt8(ascii: "P"): state = .string
    case Self.escape: restart(&shown)
    // ESC Z, an old way to ask for the terminal's kind.
    case UInt8(ascii: "Z"): drop()
    default: release(&shown)
    }
  }

  /// A sequence was broken off by another.
  private mutating func restart(_ shown: inout [UInt8]) {
    pending.removeLast()
    release(&shown)
    pending = [Self.escape]
    state = .escape
  }

  private mutating func end(_ shown: inout [UInt8]) {
    if isQuestion { drop() } else { release(&shown) }
  }

  private mutating func release(_ shown: inout [UInt8]) {
    shown += pending
    drop()
  }

  private mutating func drop() {
    pending.removeAll(keepingCapacity: true)
    state = .text
  }

  private var isQuestion: Bool {
    let body = pending.dropFirst(2)
    let first = body.first
    switch (pending[1], pending.last) {
    case (UInt8(ascii: "]"), _):
      // A colour or text of the form `;?` asks for what is set.
      return String(decoding: body, as: UTF8.self).contains(";?")
    case (UInt8(ascii: "P"), _):
      return first == UInt8(ascii: "$") || first == UInt8(ascii: "+")
    case (_, UInt8(ascii: "c")), (_, UInt8(ascii: "x")): return true
    case (_, UInt8(ascii: "n")): return first != UInt8(ascii: ">")
    case (_, UInt8(ascii: "p")), (_, UInt8(ascii: "y")): return body.contains(UInt8(ascii: "$"))
    case (_, UInt8(ascii: "q")): return first == UInt8(ascii: ">")
    case (_, UInt8(ascii: "u")): return first == UInt8(ascii: "?")
    case (_, UInt8(ascii: "t")):
      let operation = Int(
        String(decoding: body.prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
      return operation.map { (11...21).contains($0) } ?? false
    default: return false
    }
  }
}
