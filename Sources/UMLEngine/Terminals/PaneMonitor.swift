/// A pane that shows what the guest writes on a line that is attached to something else. What is
/// typed at it goes nowhere; a BREAK still reaches the guest.
final class PaneMonitor: LineTap, LinePaneUser {
  private let pane: LinePane
  private let onBreak: () -> Void

  init(_ pane: LinePane, onBreak: @escaping () -> Void) {
    self.pane = pane
    self.onBreak = onBreak
    pane.user = self
    pane.setReading(true)
  }

  /// What the service does not take is not shown: to look on must not slow the line.
  func lineSent(_ bytes: UnsafeRawBufferPointer) { _ = pane.link.write(bytes) }

  func paneReceived(_ input: PaneLink.Input) {
    if case .sendBreak = input { onBreak() }
  }

  func paneWritable() {}
}
