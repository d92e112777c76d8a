import UMLEngine

/// A guest's line as the console service sees it: a pane of our own kernel, or the terminal of a
/// command. Belongs to the service's thread.
protocol ServedLine: AnyObject {
  /// `con0`, `ssl3`.
  var name: String { get }
  /// The guest has closed it; it may be followed by another line of the same name.
  var isClosed: Bool { get }
  /// What it is attached to.
  var status: PaneLink.Status { get }

  /// All output so far. After an empty answer the service is woken when there is more.
  func takeOutput() -> [UInt8]
  /// Types into the line. False when it was not taken, for lack of room: the service is woken when
  /// there is some.
  func send(_ input: PaneLink.Input) -> Bool
  /// Types what the emulator answers to the output taken last. A guest that never reads goes
  /// without.
  func answer(_ bytes: [UInt8])
}

extension ServedLine {
  func answer(_ bytes: [UInt8]) { _ = send(.bytes(bytes)) }
  var status: PaneLink.Status { PaneLink.Status() }
}

extension PaneLink: ServedLine {
  var name: String { line }
}
