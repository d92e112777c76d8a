/// Where the panes of one guest get their bytes: a connection to its console service, or a
/// script in a test.
///
/// Not Sendable: it belongs to the thread of the interface. None of these waits; what happens is
/// reported through the workspace's `receive(_:from:)`. After a guest has ended its calls do
/// nothing.
public protocol PaneSource: AnyObject {
  /// The guest's umid.
  var guest: String { get }

  /// Asks for a snapshot of a line and then its output.
  func attach(_ line: String, readOnly: Bool)
  func detach(_ line: String)
  func send(_ bytes: [UInt8], to line: String)
  func resize(_ line: String, rows: Int, columns: Int)
  func sendBreak(to line: String)
  /// Asks the guest's kernel to do something: `halt`, `reboot`. What fails is reported.
  func request(_ command: String)
  func close()
}

/// What a source reports.
public enum PaneSourceEvent: Sendable {
  /// The service greeted us; `kernel` is what the guest runs, `arguments` how it was started.
  case connected(kernel: String, arguments: [String])
  /// The lines there are; also after one was added or renamed.
  case lines([LineFacts])
  /// The bytes that draw a line's screen and history on an empty terminal of this size. The screen
  /// begins with line number `topLine` of all the line ever had.
  case snapshot(line: String, rows: Int, columns: Int, topLine: Int, bytes: [UInt8])
  case output(line: String, bytes: [UInt8])
  case resized(line: String, rows: Int, columns: Int)
  case state(GuestState)
  /// What a request was answered, where there is something to say.
  case answer(String)
  /// Something the user should read, of no lasting importance.
  case notice(String)
  /// The service does not want us, with its words.
  case refused(String)
  case disconnected
}
