import LinuxABI
import UMLHost

/// `xterm` — a window of the host's for the line, opened when the guest opens it and gone with it.
///
/// Closing the window hangs the line up; the next open gets a new one.
final class XtermChannel: Channel {
  weak var client: (any ChannelClient)?
  private let line: LineIdentity
  private let roles: ChannelRoles
  private let environment: ChannelEnvironment
  private var window: EmulatorWindow?
  private var stream: HostStream?
  private var sizeToken: WindowSizeWatch.Token?
  private var hasComplained = false

  init(_ line: LineIdentity, _ roles: ChannelRoles, _ environment: ChannelEnvironment) {
    self.line = line
    self.roles = roles
    self.environment = environment
  }

  func open() throws(Errno) -> ChannelOpening {
    if window != nil { return stream == nil ? .waiting : .open }
    guard environment.display?.isEmpty == false else {
      complain("xterm_open: $DISPLAY not set.")
      throw .operationNotSupportedByDevice
    }
    let window = EmulatorWindow(environment)
    window.onTerminal = { [weak self] in self?.attach($0) }
    window.onResize = { [weak self] in self?.checkSize() }
    window.onFailure = { [weak self] in self?.failed($0) }
    do throws(Errno) {
      try window.open(title: line.windowTitle(machine: environment.place.machineName))
    } catch {
      complain("xterm_open: cannot start \(environment.emulator.program): \(error.description)")
      throw error
    }
    self.window = window
    return .waiting
  }

  func close() {
    if let sizeToken { environment.sizes.cancel(sizeToken) }
    sizeToken = nil
    stream?.stop()
    stream = nil
    window?.close()
    window = nil
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Int { stream?.write(bytes) ?? bytes.count }

  func setReading(_ isReading: Bool) {
    if roles.contains(.input) { stream?.setReading(isReading) }
  }

  var windowSize: WindowSize? { stream?.windowSize }

  var description: String { "xterm" }

  private func attach(_ terminal: SharedDescriptor) {
    // An output half reads too: that is how it learns of the closed window.
    let stream = HostStream(terminal, on: environment.loop, reads: true)
    stream.report(to: self) { [weak self] in self?.received($0) }
    do throws(Errno) {
      if environment.isRaw(line) {
        try terminal.setTerminalSettings(try terminal.terminalSettings().raw)
      }
      try terminal.setNonBlocking(true)
      try stream.start()
    } catch {
      return failed("its terminal cannot be used: \(error.description)")
    }
    self.stream = stream
    sizeToken = environment.sizes.watch(terminal.borrowed, polling: true) { [weak self] in
      self?.client?.channelResized($0)
    }
    hasComplained = false
    client?.channelOpened()
  }

  private func received(_ bytes: [UInt8]) {
    checkSize()
    if roles.contains(.input) { client?.channelReceived(bytes) }
  }

  private func checkSize() {
    if let sizeToken { environment.sizes.check(sizeToken) }
  }

  private func failed(_ reason: String) {
    complain("xterm_open: \(reason)")
    client?.channelHungUp()
  }

  /// Once, not each time a getty tries again.
  private func complain(_ text: String) {
    guard !hasComplained else { return }
    hasComplained = true
    environment.log(text)
  }
}
