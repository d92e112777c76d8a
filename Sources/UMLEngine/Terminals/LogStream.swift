import LinuxABI
import UMLHost

/// Bytes for a file or pipe of the host, kept while it takes none.
final class LogStream {
  private static let limit = 1 << 20

  private let stream: HostStream
  private let original: BorrowedDescriptor?
  private let flagsToRestore: Int32?
  private var pending = ByteQueue()

  init(copying original: BorrowedDescriptor, on loop: EventLoop) throws(Errno) {
    let copy = try NonBlockingCopy(original)
    self.original = original
    flagsToRestore = copy.flagsToRestore
    stream = HostStream(copy.descriptor, on: loop, reads: false)
    stream.onWritable = { [weak self] in self?.flush() }
  }

  init(owning file: consuming HostDescriptor, on loop: EventLoop) {
    original = nil
    flagsToRestore = nil
    stream = HostStream(SharedDescriptor(file), on: loop, reads: false)
  }

  deinit {
    flush()
    if let flagsToRestore { try? original?.setStatusFlags(flagsToRestore) }
  }

  /// False when there was no room.
  func write(_ bytes: [UInt8]) -> Bool {
    guard pending.count + bytes.count <= Self.limit else { return false }
    pending.append(bytes[...])
    flush()
    return true
  }

  private func flush() {
    if !pending.isEmpty { pending.consume { stream.write($0) } }
  }
}
