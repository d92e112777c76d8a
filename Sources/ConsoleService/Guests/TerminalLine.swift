import LinuxABI
import UMLEngine
import UMLHost

/// A line that is a terminal of the host: our side of a pseudo terminal, or a device.
///
/// It has no buffer of its own: the service reads when there is something, and what it does not
/// read makes whoever writes wait.
final class TerminalLine: ServedLine {
  /// Read at a time; a pseudo terminal hands out 4 KiB with each call.
  private static let readLimit = 128 << 10

  let name: String
  private(set) var isClosed = false
  private let terminal: HostDescriptor
  private let loop: EventLoop
  private let wake: () -> Void
  private var token: EventToken?
  /// Input that the terminal had no room for.
  private var unwritten: [UInt8] = []
  private var isRefusing = false
  private var isReading = true
  /// Carries out what a client asks for with BREAK. On our side of a pseudo terminal there is none.
  var onBreak: () -> Void = {}
  var onHangUp: () -> Void = {}
  /// Told of all output, as it is taken.
  var onOutput: ([UInt8]) -> Void = { _ in }
  /// Nobody has the other side open any more.
  var onEnd: () -> Void = {}

  /// `wake` is called when there is output, or room for input again.
  init(
    _ name: String, _ terminal: consuming HostDescriptor, loop: EventLoop,
    wake: @escaping () -> Void
  ) throws(Errno) {
    self.name = name
    self.loop = loop
    self.wake = wake
    self.terminal = terminal
    try self.terminal.setNonBlocking(true)
    token = try loop.add(self.terminal.rawValue, .readable) { [unowned self] in react($0) }
  }

  deinit {
    if let token { loop.remove(token) }
  }

  func takeOutput() -> [UInt8] {
    guard !isClosed else { return [] }
    let terminal = terminal.borrowed
    var hasEnded = false
    let output = [UInt8](unsafeUninitializedCapacity: Self.readLimit) { buffer, count in
      count = 0
      do throws(Errno) {
        while count < buffer.count {
          let rest = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
          let length = try terminal.read(into: rest)
          if length == 0 {
            hasEnded = true
            return
          }
          count += length
        }
      } catch {
        // EIO: nobody has the terminal open any more.
        hasEnded = error != .wouldBlock
      }
    }
    if !output.isEmpty { onOutput(output) }
    if hasEnded { close() }
    return output
  }

  func send(_ input: PaneLink.Input) -> Bool {
    switch input {
    case .bytes(let bytes):
      guard unwritten.isEmpty else {
        isRefusing = true
        return false
      }
      unwritten = bytes
      write()
    case .resize(let rows, let columns):
      // Fails only for a terminal that is gone.
      try? terminal.setTerminalSize(WindowSize(rows: rows, columns: columns))
    case .sendBreak: onBreak()
    case .hangUp: onHangUp()
    }
    return true
  }

  /// Whether output is wanted; otherwise whoever writes waits.
  func setReading(_ isReading: Bool) {
    guard isReading != self.isReading else { return }
    self.isReading = isReading
    updateInterest()
  }

  private func write() {
    do throws(Errno) {
      while !unwritten.isEmpty {
        let count = try terminal.write(unwritten)
        unwritten.removeFirst(count)
      }
    } catch {
      if error != .wouldBlock { unwritten = [] }
    }
    updateInterest()
  }

  private func updateInterest() {
    guard let token else { return }
    var interest: EventSet = []
    if isReading { interest.insert(.readable) }
    if !unwritten.isEmpty { interest.insert(.writable) }
    // Fails only for a registration that has ended.
    try? loop.modify(token, interest)
  }

  private func react(_ events: EventSet) {
    if events.contains(.writable) { write() }
    let hasRoom = isRefusing && unwritten.isEmpty
    if hasRoom { isRefusing = false }
    if hasRoom || !events.intersection([.readable, .hungUp, .failed]).isEmpty { wake() }
  }

  private func close() {
    isClosed = true
    unwritten = []
    if let token { loop.remove(token) }
    token = nil
    onEnd()
  }
}
