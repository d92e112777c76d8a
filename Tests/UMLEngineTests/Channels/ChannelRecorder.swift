import LinuxABI
import UMLHost

@testable import UMLEngine

/// A channel's client that writes down what it is told.
final class ChannelRecorder: ChannelClient {
  let loop: EventLoop
  let environment: ChannelEnvironment
  var received: [UInt8] = []
  var sizes: [WindowSize] = []
  var hangUps = 0
  var writableCount = 0
  var breaks = 0
  private let log: Messages

  private final class Messages {
    var texts: [String] = []
  }

  init(paneHost: (any PaneHost)? = nil) throws {
    loop = try EventLoop()
    let messages = Messages()
    environment = ChannelEnvironment(
      loop: loop, paneHost: paneHost, place: MachinePlace(machineName: "box", directory: "")
    ) { messages.texts.append($0) }
    log = messages
  }

  var messages: [String] { log.texts }

  func open(_ text: String, _ kind: LineConfiguration.Kind = .console) throws -> any Channel {
    let spec = try LineSpec(parsing: text)
    let identity = LineIdentity(kind: kind, number: 1)
    guard let channel = try environment.makeChannel(spec, identity) else {
      throw Errno.operationNotSupportedByDevice
    }
    channel.client = self
    _ = try channel.open()
    return channel
  }

  /// Runs the loop until something is as expected; false when nothing makes it so for so long. With
  /// other processes in it, the condition is looked at now and then.
  func runs(seconds: Int64 = 2, until condition: () -> Bool) -> Bool {
    let limit = HostClock.monotonicNanoseconds() + seconds * 1_000_000_000
    while !condition() {
      let now = HostClock.monotonicNanoseconds()
      guard now < limit else { return false }
      loop.runOnce(until: min(limit, now + 20_000_000))
    }
    return true
  }

  var text: String { String(decoding: received, as: UTF8.self) }

  var openings = 0
  func channelOpened() { openings += 1 }
  func channelReceived(_ bytes: [UInt8]) { received += bytes }
  func channelReceivedBreak() { breaks += 1 }
  func channelReceivedDamaged(_ byte: UInt8) {}
  func channelModemLinesChanged() {}
  func channelWritable() { writableCount += 1 }
  func channelResized(_ size: WindowSize) { sizes.append(size) }
  func channelHungUp() { hangUps += 1 }
  func channelInputEnded() { hangUps += 1 }
}

extension Channel {
  func write(_ bytes: [UInt8]) -> Int { bytes.withUnsafeBytes { write($0) } }
  func write(_ text: String) -> Int { write(Array(text.utf8)) }
}
