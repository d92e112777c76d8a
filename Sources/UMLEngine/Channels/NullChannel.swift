import LinuxABI

/// `null` — output disappears, input never comes.
final class NullChannel: Channel {
  weak var client: (any ChannelClient)?

  func open() throws(Errno) -> ChannelOpening { .open }
  func close() {}
  func write(_ bytes: UnsafeRawBufferPointer) -> Int { bytes.count }
  func setReading(_ isReading: Bool) {}
  var description: String { "null" }
}
