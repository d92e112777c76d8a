import LinuxABI
import UMLHost

/// The pane of one line, whatever the line is attached to.
///
/// Its user is the pane channel, or, while the line is attached elsewhere, who shows there what
/// the guest writes. Made when first needed, and the line's until the machine ends.
final class LinePane {
  let link: PaneLink
  /// Until somebody who looks at it says otherwise it is of the usual size.
  private(set) var size = WindowSize(rows: 24, columns: 80)
  /// Who gets what is typed. What comes while there is nobody goes where typing at a dead
  /// terminal goes.
  weak var user: (any LinePaneUser)?
  private var isReading = true
  /// Taken from the link while the line wanted no input.
  private var held: [PaneLink.Input] = []

  init(_ line: LineIdentity) { link = PaneLink(line: line.name) }

  func setReading(_ isReading: Bool) {
    self.isReading = isReading
    if isReading { takeInput() }
  }

  /// The service typed something, or made room.
  func woken() {
    takeInput()
    user?.paneWritable()
  }

  /// Delivers what there is, as far as the line wants it. The rest stays with the link, whose
  /// bound makes the service wait.
  private func takeInput() {
    while true {
      while !held.isEmpty {
        if case .bytes = held[0], !isReading { return }
        let input = held.removeFirst()
        if case .resize(let rows, let columns) = input {
          size = WindowSize(rows: rows, columns: columns)
        }
        user?.paneReceived(input)
      }
      held = link.takeInput()
      if held.isEmpty { return }
    }
  }
}

/// Whom a pane tells what the person at it does.
protocol LinePaneUser: AnyObject {
  func paneReceived(_ input: PaneLink.Input)
  /// The service has taken output.
  func paneWritable()
}
