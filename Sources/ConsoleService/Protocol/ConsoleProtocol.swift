/// How the two sides of a guest's `console` socket talk.
///
/// ```
///   client                                   service
///     hello(version, program)       ──►
///                                   ◄──      hello(version, guest), lines    or refusal
///     attach(con0)                  ──►
///                                   ◄──      snapshot(con0) in parts, then output(con0) …
///     input, resize, sendBreak      ──►
///                                   ◄──      resized, lines, state, whenever they change
/// ```
/// A frame is the number of bytes that follow (4 bytes, little-endian), a kind (1 byte), and the
/// kind's fields: little-endian integers, texts with their length in front, last what is left over.
/// `hello` begins with `magic` and a version in every version to come, and `refusal` is a text, so
/// that the two sides can always tell each other why they do not understand each other.
enum ConsoleProtocol {
  /// "UMLC".
  static let magic: UInt32 = 0x434c_4d55
  static let version: UInt16 = 2
  /// Of a frame, without its length. Anything longer is not ours.
  static let maximumFrameLength = 128 << 10
  /// Screens and output travel in pieces of this size at most, so that frames stay bounded.
  static let pieceLength = 64 << 10
  /// Of one text in a frame, in bytes.
  static let maximumTextLength = 4096
  /// Of a list in a frame.
  static let maximumListLength = 256
}

/// What the other side sent is not our protocol. The connection cannot go on.
struct MalformedMessage: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
