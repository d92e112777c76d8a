import LinuxABI

/// The control messages of a received message as they go into the guest's buffer. See cmsg(3).
///
/// What does not fit is cut off, as Linux does, and said with MSG_CTRUNC.
struct ControlBuffer {
  private let room: Int
  private(set) var bytes: [UInt8] = []
  private(set) var isTruncated = false

  init(room: UInt64) { self.room = Int(clamping: min(room, 1 << 20)) }

  private var left: Int { room - bytes.count }

  mutating func append(_ message: ControlMessage) {
    guard left >= ControlMessage.headerSize else {
      isTruncated = true
      return
    }
    var message = message
    let fitting = left - ControlMessage.headerSize
    if message.data.count > fitting {
      isTruncated = true
      message.data = Array(message.data.prefix(fitting))
    }
    var writer = ByteWriter()
    message.write(to: &writer)
    bytes.append(contentsOf: writer.bytes.prefix(left))
  }

  /// Gives the receiver descriptors for the files it has room for; the others are closed.
  mutating func append(
    _ files: [OpenFile], closesOnExecute: Bool, _ call: SyscallContext
  ) {
    guard !files.isEmpty else { return }
    let fitting = max(0, left - ControlMessage.headerSize) / 4
    var descriptors: [Int32] = []
    for file in files.prefix(fitting) {
      do throws(Errno) {
        descriptors.append(try call.install(file, closesOnExecute: closesOnExecute))
      } catch { break }
    }
    // The message's references: those of descriptors are in the table by now.
    call.kernel.localSockets.inFlight.discard(files)
    if descriptors.count < files.count { isTruncated = true }
    if !descriptors.isEmpty { append(.rights(descriptors)) }
  }
}
