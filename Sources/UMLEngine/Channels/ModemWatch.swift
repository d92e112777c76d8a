import LinuxABI
import UMLHost

/// The modem of a serial port of the host: drives its lines, and tells when the other side's
/// change.
///
/// Linux can only make a thread wait for such a change, so the lines are looked at four times a
/// second.
final class ModemWatch {
  private static let interval: Int64 = 250_000_000
  private static let driven: ModemLines = [.dataTerminalReady, .requestToSend]

  private let device: SharedDescriptor
  private let loop: EventLoop
  private let onChange: () -> Void
  private var timer: TimerToken?
  /// The other side's lines.
  private(set) var received: ModemLines

  init(_ device: SharedDescriptor, on loop: EventLoop, onChange: @escaping () -> Void) {
    self.device = device
    self.loop = loop
    self.onChange = onChange
    received = Self.received(device)
    mark()
    wait()
  }

  deinit { cancel() }

  func cancel() {
    if let timer { loop.cancel(timer) }
    timer = nil
  }

  func drive(_ lines: ModemLines) {
    // Unplugged, it also reports its end.
    try? device.setModemLines(
      on: lines.intersection(Self.driven), off: Self.driven.subtracting(lines))
  }

  /// Has a BREAK and damaged characters reported as ``ParityMarks`` expects them, and a lost
  /// carrier left to the guest.
  private func mark() {
    guard var settings = try? device.terminalSettings() else { return }
    let ignored: TerminalInputFlags = [.ignoreBreak, .breakInterrupts, .ignoreParityErrors]
    settings.inputFlags &= ~ignored.rawValue
    settings.inputFlags |= TerminalInputFlags([.checkParity, .markParityErrors]).rawValue
    settings.controlFlags |= TerminalControlFlags.local.rawValue
    try? device.setTerminalSettings(settings)
  }

  private func wait() {
    timer = loop.schedule(afterNanoseconds: Self.interval) { [weak self] in
      guard let self else { return }
      let now = Self.received(device)
      let hasChanged = now != received
      received = now
      wait()
      if hasChanged { onChange() }
    }
  }

  private static func received(_ device: SharedDescriptor) -> ModemLines {
    ((try? device.modemLines()) ?? []).subtracting(driven)
  }
}
