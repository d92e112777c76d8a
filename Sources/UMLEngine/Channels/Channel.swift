import LinuxABI

/// The host side of a console or serial line: bytes both ways, a size, a hang-up.
///
/// ```
///   guest ──► Terminal ──► Line ── write ──► Channel ──► host
///                           ▲  received, resized, hungUp │
///                           └────────────────────────────┘
/// ```
/// A channel belongs to one line and lives as long as its spec holds. The host side comes with the
/// guest's first open and stays until it hangs up or the line is reconfigured; the next open starts
/// over. Nothing here waits: a channel that needs a peer first (a telnet, an emulator's window)
/// says `.waiting` and reports later. Channels know nothing of tasks and terminals.
protocol Channel: AnyObject {
  /// Set by the line before anything else.
  var client: (any ChannelClient)? { get set }

  /// Makes the host side. Throws what the guest's open is to fail with.
  func open() throws(Errno) -> ChannelOpening
  /// Lets the host side go. Nothing is reported any more until it is opened again.
  func close()

  /// Hands bytes over and returns how many were taken. After fewer than all,
  /// ``ChannelClient/channelWritable()`` is called once there is room.
  func write(_ bytes: UnsafeRawBufferPointer) -> Int
  /// Whether input is wanted. Nothing is lost meanwhile, the host side just has to wait.
  func setReading(_ isReading: Bool)

  /// Speed, bits and flow control as the guest set them, for channels that are hardware or feign
  /// it.
  func setLineSettings(_ settings: Termios, speed: UInt32)
  /// What the guest drives: DTR and RTS.
  func setModemLines(_ lines: ModemLines)
  /// What the other side drives: CTS, DSR, carrier, ring. nil where there is no modem, and
  /// everything is as if it were ready.
  var modemLines: ModemLines? { get }
  /// Begins or ends a BREAK on the way out.
  func setBreak(_ isSending: Bool)

  /// The size of the host side's terminal, when it has one.
  var windowSize: WindowSize? { get }
  /// The cable it is, and who is at its other end.
  var cable: CableStatus? { get }
  /// The host devices that were made for this open, to be announced in the log: `/dev/pts/5`.
  var announcedDevices: [String] { get }
  /// What the management console shows while it is open: `pts:/dev/pts/5`.
  var description: String { get }
}

extension Channel {
  func setLineSettings(_ settings: Termios, speed: UInt32) {}
  func setModemLines(_ lines: ModemLines) {}
  var modemLines: ModemLines? { nil }
  func setBreak(_ isSending: Bool) {}
  var windowSize: WindowSize? { nil }
  var cable: CableStatus? { nil }
  var announcedDevices: [String] { [] }
}

enum ChannelOpening {
  case open
  /// ``ChannelClient/channelOpened()`` will be called.
  case waiting
}

/// Whom a channel tells what happens on the host side.
protocol ChannelClient: AnyObject {
  /// A host side that was waited for is there.
  func channelOpened()
  func channelReceived(_ bytes: [UInt8])
  func channelReceivedBreak()
  /// A byte that arrived with a wrong parity or without its stop bit.
  func channelReceivedDamaged(_ byte: UInt8)
  func channelWritable()
  /// ``Channel/modemLines`` are not what they were.
  func channelModemLinesChanged()
  func channelResized(_ size: WindowSize)
  /// The other side is gone. The client closes the channel.
  func channelHungUp()
  /// A file or pipe has been read to its end: a hang-up, as soon as the guest has read it, too.
  func channelInputEnded()
}
