import LinuxABI

/// `in,out` — input from one channel, output to another; a hang-up of either ends both.
final class ChannelPair: Channel {
  private let input: any Channel
  private let output: any Channel
  private var awaited = 0

  init(input: any Channel, output: any Channel) {
    self.input = input
    self.output = output
  }

  weak var client: (any ChannelClient)? {
    didSet {
      input.client = self
      output.client = self
    }
  }

  /// Output first: so its announcement comes first, as in UML.
  func open() throws(Errno) -> ChannelOpening {
    awaited = 0
    if try output.open() == .waiting { awaited += 1 }
    do throws(Errno) {
      if try input.open() == .waiting { awaited += 1 }
    } catch {
      output.close()
      throw error
    }
    return awaited == 0 ? .open : .waiting
  }

  func close() {
    input.close()
    output.close()
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Int { output.write(bytes) }
  func setReading(_ isReading: Bool) { input.setReading(isReading) }
  var modemLines: ModemLines? { input.modemLines ?? output.modemLines }

  func setLineSettings(_ settings: Termios, speed: UInt32) {
    input.setLineSettings(settings, speed: speed)
    output.setLineSettings(settings, speed: speed)
  }

  func setModemLines(_ lines: ModemLines) {
    input.setModemLines(lines)
    output.setModemLines(lines)
  }

  func setBreak(_ isSending: Bool) { output.setBreak(isSending) }
  var windowSize: WindowSize? { output.windowSize ?? input.windowSize }
  var description: String { "\(input.description),\(output.description)" }

  var announcedDevices: [String] { [output, input].flatMap(\.announcedDevices) }
}

extension ChannelPair: ChannelClient {
  func channelOpened() {
    awaited -= 1
    if awaited == 0 { client?.channelOpened() }
  }

  func channelReceived(_ bytes: [UInt8]) { client?.channelReceived(bytes) }
  func channelReceivedBreak() { client?.channelReceivedBreak() }
  func channelReceivedDamaged(_ byte: UInt8) { client?.channelReceivedDamaged(byte) }
  func channelModemLinesChanged() { client?.channelModemLinesChanged() }
  func channelWritable() { client?.channelWritable() }
  func channelHungUp() { client?.channelHungUp() }
  func channelInputEnded() { client?.channelInputEnded() }

  /// Both ends of a split terminal may report; the output's counts.
  func channelResized(_ size: WindowSize) {
    client?.channelResized(windowSize ?? size)
  }
}
