import UMLEngine

/// A line that was let go for somebody else: its pane shows what there was until then.
final class ReleasedLine: ServedLine {
  let name: String
  let isClosed = false
  let status = PaneLink.Status(attachment: "null")

  init(_ name: String) { self.name = name }

  func takeOutput() -> [UInt8] { [] }
  func send(_ input: PaneLink.Input) -> Bool { true }
}
