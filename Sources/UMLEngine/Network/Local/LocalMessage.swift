import LinuxABI

/// Bytes between two local sockets, with what travels beside them.
///
/// Until it is received it counts against its sender's buffer.
final class LocalMessage {
  /// What a message kept apart costs beside its bytes, about what it costs Linux.
  static let overhead = 768
  /// The same for a piece of a stream, which few have to themselves.
  static let streamOverhead = 128

  private(set) var bytes: [UInt8]
  /// Bytes of a stream that were received already.
  private(set) var offset = 0
  let sender: LocalSocket
  /// The sender's name when it was sent.
  let name: LocalName
  let credentials: PeerCredentials
  /// The one byte of it was sent with MSG_OOB.
  let isUrgent: Bool
  /// Files sent along, a reference each.
  private(set) var rights: [OpenFile]
  private(set) var charge: Int

  init(
    _ bytes: [UInt8], from sender: LocalSocket, _ credentials: PeerCredentials,
    rights: [OpenFile], isRecord: Bool, isUrgent: Bool = false
  ) {
    self.isUrgent = isUrgent
    self.bytes = bytes
    self.sender = sender
    self.credentials = credentials
    self.rights = rights
    name = sender.name
    charge = bytes.count + (isRecord ? Self.overhead : Self.streamOverhead)
  }

  /// Bytes not yet received.
  var count: Int { bytes.count - offset }

  /// Whether more of a stream can be added instead of making a message of its own.
  func accepts(_ credentials: PeerCredentials) -> Bool {
    rights.isEmpty && !isUrgent && self.credentials == credentials && bytes.count < 65536
  }

  func append(_ more: [UInt8]) {
    bytes.append(contentsOf: more)
    charge += more.count
  }

  /// Copies what is left, or as much as fits.
  func copy(to destination: inout ReadDestination) throws(Errno) -> Int {
    // Typed throws cannot pass through the closure of withUnsafeBytes.
    var result: Result<Int, Errno> = .success(0)
    bytes.withUnsafeBytes { buffer in
      let rest = UnsafeRawBufferPointer(rebasing: buffer[offset...])
      do throws(Errno) {
        result = .success(try destination.put(rest))
      } catch { result = .failure(error) }
    }
    return try result.get()
  }

  /// Takes `n` bytes of a stream out; returns what they counted for.
  func consume(_ n: Int) -> Int {
    offset += n
    charge -= n
    return n
  }

  /// Hands over the files and their references.
  func takeRights() -> [OpenFile] {
    defer { rights = [] }
    return rights
  }
}

/// Messages in the order they came.
struct LocalMessageQueue {
  private var messages: [LocalMessage] = []
  private var head = 0

  var count: Int { messages.count - head }
  var isEmpty: Bool { count == 0 }
  var first: LocalMessage? { isEmpty ? nil : messages[head] }
  var last: LocalMessage? { isEmpty ? nil : messages[messages.count - 1] }
  var all: ArraySlice<LocalMessage> { messages[head...] }
  /// Bytes a reader would find.
  var byteCount: Int { all.reduce(0) { $0 + $1.count } }

  subscript(index: Int) -> LocalMessage? { index < count ? messages[head + index] : nil }

  mutating func append(_ message: LocalMessage) { messages.append(message) }

  mutating func removeFirst() {
    head += 1
    // Moving the rest down is worth it once most of the array is used up.
    if head * 2 >= messages.count {
      messages.removeFirst(head)
      head = 0
    }
  }

  mutating func removeAll() -> [LocalMessage] {
    defer {
      messages = []
      head = 0
    }
    return Array(all)
  }
}
