import LinuxABI
import UMLHost

/// `fd:N` — a descriptor this process was started with: a terminal, a pipe, a file, a socket.
///
/// A terminal is in raw mode while the channel is open, and its size is the line's. The end of
/// the input is one hang-up; afterwards the channel can be opened again and has only output.
final class DescriptorChannel: Channel {
  weak var client: (any ChannelClient)?
  private let number: Int32
  private let roles: ChannelRoles
  private let environment: ChannelEnvironment
  private let isRaw: Bool
  private var stream: HostStream?
  private var rawTerminal: String?
  private var flagsToRestore: Int32?
  private var sizeToken: WindowSizeWatch.Token?
  private var inputHasEnded = false
  private var outputIsBroken = false

  init(
    _ number: Int32, _ roles: ChannelRoles, _ environment: ChannelEnvironment, isRaw: Bool
  ) {
    self.isRaw = isRaw
    self.number = number
    self.roles = roles
    self.environment = environment
  }

  private var original: BorrowedDescriptor { BorrowedDescriptor(number) }

  func open() throws(Errno) -> ChannelOpening {
    guard stream == nil else { return .open }
    if isRaw { rawTerminal = environment.rawTerminals.acquire(original) }
    do throws(Errno) {
      let copy = try NonBlockingCopy(original)
      flagsToRestore = copy.flagsToRestore
      let stream = HostStream(
        copy.descriptor, on: environment.loop,
        reads: roles.contains(.input) && !inputHasEnded && !isNullDevice)
      stream.onInput = { [weak self] in self?.client?.channelReceived($0) }
      stream.onWritable = { [weak self] in self?.client?.channelWritable() }
      stream.onEnd = { [weak self] in self?.ended() }
      stream.onBroken = { [weak self] in self?.broken() }
      try stream.start()
      self.stream = stream
    } catch {
      close()
      throw error
    }
    if original.isTerminal {
      sizeToken = environment.sizes.watch(original) { [weak self] in
        self?.client?.channelResized($0)
      }
    }
    return .open
  }

  func close() {
    stream?.stop()
    stream = nil
    if let sizeToken { environment.sizes.cancel(sizeToken) }
    sizeToken = nil
    if let flagsToRestore { try? original.setStatusFlags(flagsToRestore) }
    flagsToRestore = nil
    if let rawTerminal { environment.rawTerminals.release(rawTerminal) }
    rawTerminal = nil
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard !outputIsBroken, let stream else { return bytes.count }
    return stream.write(bytes)
  }

  func setReading(_ isReading: Bool) { stream?.setReading(isReading) }
  var windowSize: WindowSize? { try? original.terminalSize() }
  var description: String { "fd:\(number)" }

  private func ended() {
    inputHasEnded = true
    if original.isTerminal { client?.channelHungUp() } else { client?.channelInputEnded() }
  }

  /// Once, too: or every program that writes here would be hung up, and started, and hung up.
  private func broken() {
    outputIsBroken = true
    client?.channelHungUp()
  }

  /// `umltop boot … </dev/null` means no input, not a terminal that hangs up at once.
  private var isNullDevice: Bool {
    guard let status = try? original.status() else { return false }
    return status.type == .characterDevice && status.representedMajor == 1
      && status.representedMinor == 3
  }
}
