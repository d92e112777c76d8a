import LinuxABI
import UMLEngine
import UMLHost

/// A terminal of the host at the end of a serial cable: a line of a real UML kernel's.
///
/// Its pane looks on. A pseudo terminal has no modem, so that the other end always sees one that is
/// ready; without another end what the guest writes is gone, as on a wire.
final class CabledLine: ServedLine {
  let name: String
  private let cable: CableSpec
  private let line: TerminalLine
  private let end: CableEnd
  private let wake: () -> Void
  private var toCable: [UInt8] = []
  private var toLine: [UInt8] = []

  /// `wake` is called when there is output to be taken.
  init(
    _ line: TerminalLine, _ cable: CableSpec, place: MachinePlace, loop: EventLoop,
    wake: @escaping () -> Void
  ) throws(Errno) {
    name = line.name
    self.cable = cable
    self.line = line
    self.wake = wake
    end = CableEnd(
      path: place.cablePath(cable.name), title: "\(place.machineName) \(line.name)", loop: loop)
    end.onData = { [unowned self] in
      toLine += $0
      pushToLine()
    }
    end.onBreak = { [unowned self] begins in if begins { _ = self.line.send(.sendBreak) } }
    end.onRoom = wake
    end.onChange = wake
    end.setLines([.dataTerminalReady, .requestToSend])
    try end.start()
  }

  /// Pulls the cable out; the line can be used again.
  func unplug() {
    end.close()
    line.setReading(true)
  }

  var isClosed: Bool { line.isClosed }

  var status: PaneLink.Status {
    PaneLink.Status(
      attachment: "cable:\(cable)",
      cable: CableStatus(
        name: cable.name, partner: end.partner, sentCount: end.sentCount,
        receivedCount: end.receivedCount))
  }

  func takeOutput() -> [UInt8] {
    pushToLine()
    guard pushToCable() else { return [] }
    toCable = line.takeOutput()
    let output = toCable
    _ = pushToCable()
    return output
  }

  func send(_ input: PaneLink.Input) -> Bool {
    // What is typed at a pane that looks on goes nowhere.
    if case .bytes = input { true } else { line.send(input) }
  }

  /// Whether everything is on its way. Otherwise the guest waits, and we are woken.
  private func pushToCable() -> Bool {
    let count = toCable.withUnsafeBytes { end.write($0) }
    toCable.removeFirst(count)
    line.setReading(toCable.isEmpty)
    return toCable.isEmpty
  }

  private func pushToLine() {
    if !toLine.isEmpty, line.send(.bytes(toLine)) { toLine = [] }
    end.setReading(toLine.isEmpty)
  }
}
