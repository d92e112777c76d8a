import LinuxABI
import UMLHost

/// One descriptor of the host as a stream in a loop: reads when it may, writes what fits.
///
/// What every channel over a descriptor is made of. The descriptor must not block, sockets
/// excepted.
final class HostStream {
  private let loop: EventLoop
  private let descriptor: SharedDescriptor
  private let readsAtAll: Bool
  private let isSocket: Bool
  private var isReading: Bool
  private var awaitsRoom = false
  private var token: EventToken?
  private var isFinished = false

  var onInput: ([UInt8]) -> Void = { _ in }
  /// The end of the file or a hang-up. Reported once; the stream then reads no more.
  var onEnd: () -> Void = {}
  /// Nobody takes what is written any more: the other end of a pipe is closed. The stream is
  /// finished.
  var onBroken: () -> Void = {}
  var onWritable: () -> Void = {}

  init(_ descriptor: SharedDescriptor, on loop: EventLoop, reads: Bool) {
    self.descriptor = descriptor
    self.loop = loop
    readsAtAll = reads
    isSocket = (try? descriptor.status())?.type == .socket
    isReading = reads
  }

  deinit { stop() }

  var borrowed: BorrowedDescriptor { descriptor.borrowed }

  /// Begins to report.
  func start() throws(Errno) { try register() }

  /// Reports nothing more and lets the descriptor go with its last owner.
  func stop() {
    isFinished = true
    unregister()
  }

  func setReading(_ wanted: Bool) {
    guard readsAtAll, wanted != isReading else { return }
    isReading = wanted
    update()
  }

  /// Returns how much was taken; less than all makes ``onWritable`` come. What a closed pipe does
  /// not take is gone, and the end is reported.
  func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    var done = 0
    while done < bytes.count {
      do throws(Errno) {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
        done += try isSocket ? descriptor.sendNow(rest) : descriptor.write(rest)
      } catch {
        if error == .wouldBlock {
          awaitsRoom = true
          update()
          return done
        }
        // Not from within the write: whoever hears of the end may close the line.
        stop()
        loop.schedule(afterNanoseconds: 0) { [weak self] in self?.onBroken() }
        return bytes.count
      }
    }
    return done
  }

  /// Tells a channel's client of everything, and `received` of input. Each end is a hang-up.
  func report(to channel: some Channel, received: @escaping ([UInt8]) -> Void) {
    onInput = received
    onWritable = { [weak channel] in channel?.client?.channelWritable() }
    onEnd = { [weak channel] in channel?.client?.channelHungUp() }
    onBroken = onEnd
  }

  /// The size of the terminal it is; nil when it has none.
  var windowSize: WindowSize? {
    guard let size = try? descriptor.terminalSize(), size.rows > 0 else { return nil }
    return size
  }

  private var interest: EventSet {
    var interest: EventSet = []
    if isReading { interest.insert(.readable) }
    if awaitsRoom { interest.insert(.writable) }
    return interest
  }

  /// With nothing to wait for there is no registration: a hang-up cannot be masked and would be
  /// reported without end.
  private func update() {
    guard !isFinished else { return }
    if interest.isEmpty { return unregister() }
    if let token {
      try? loop.modify(token, interest)
    } else {
      try? register()
    }
  }

  private func register() throws(Errno) {
    guard token == nil, !interest.isEmpty, !isFinished else { return }
    token = try loop.add(descriptor.rawValue, interest) { [weak self] in self?.handle($0) }
  }

  private func unregister() {
    if let token { loop.remove(token) }
    token = nil
  }

  private func handle(_ events: EventSet) {
    if awaitsRoom, !events.isDisjoint(with: [.writable, .failed, .hungUp]) {
      awaitsRoom = false
      onWritable()
      // Not before: whoever has filled it again waits on, which costs the host no call.
      update()
    }
    guard isReading, !isFinished else { return }
    if !events.isDisjoint(with: [.readable, .failed, .hungUp]) { receive() }
  }

  private func receive() {
    do throws(Errno) {
      let bytes =
        try isSocket
        ? descriptor.receiveNow(upTo: 4096) : descriptor.read(upTo: 4096)
      if bytes.isEmpty { finish() } else { onInput(bytes) }
    } catch {
      // EIO is how a pseudo terminal says that nobody has its other side open.
      if error != .wouldBlock { finish() }
    }
  }

  private func finish() {
    guard !isFinished else { return }
    stop()
    onEnd()
  }
}
