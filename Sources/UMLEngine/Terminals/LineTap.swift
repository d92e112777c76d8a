/// Somebody who listens on a line beside its channel: what a pane shows of a line that is attached
/// elsewhere, a log in a file.
protocol LineTap: AnyObject {
  /// The guest has written this, and the channel has taken it.
  func lineSent(_ bytes: UnsafeRawBufferPointer)
}
