public import TerminalEmulator

/// A line as a command sees it: attached, its screen kept here.
public final class WatchedLine {
  private let conversation: ConsoleConversation
  public let name: String
  /// Nil until the first snapshot.
  public private(set) var screen: TerminalEmulator?
  /// Counts what has come: snapshots and pieces of output.
  public private(set) var changeCount = 0
  /// Counts snapshots: after one, what is above the screen may have changed.
  public private(set) var snapshotCount = 0

  /// Attaches to a line and waits for its screen.
  ///
  /// - Parameters:
  ///   - name: of the line.
  ///   - conversation: with its guest.
  ///   - readOnly: nothing will be typed.
  ///   - deadline: until when a line is waited for that the guest has not opened yet, such as a
  ///     window.
  /// - Throws: when there is no such line, or the conversation ends.
  public init(
    _ name: String, of conversation: ConsoleConversation, readOnly: Bool = true,
    until deadline: Int64? = nil
  ) throws(ConversationError) {
    self.name = name
    self.conversation = conversation
    conversation.onEvent = { [unowned self] in take($0) }
    while screen == nil {
      do throws(ConversationError) {
        conversation.client?.attach(name, readOnly: readOnly)
        _ = try conversation.wait(until: nil) { screen != nil }
      } catch {
        guard let deadline, conversation.hasComplaint, LineSurvey.names.contains(name),
          try conversation.waitForLine(name, until: deadline)
        else { throw error }
      }
    }
  }

  deinit { conversation.onEvent = { _ in } }

  private func take(_ event: ConsoleClient.Event) {
    switch event {
    case .snapshot(name, let rows, let columns, _, let bytes):
      let fresh = TerminalEmulator(rows: rows, columns: columns)
      fresh.feed(bytes)
      screen = fresh
      snapshotCount += 1
    case .output(name, let bytes): screen?.feed(bytes)
    case .resized(name, let rows, let columns): screen?.resize(rows: rows, columns: columns)
    default: return
    }
    changeCount += 1
  }

  /// What the screen shows.
  public var screenText: String { text(fromLine: screen?.topLineNumber ?? 0) }

  /// The lines from a line number (see ``TerminalEmulator``) on, wrapped ones put together, without
  /// the empty ones at the end.
  ///
  /// - Parameters:
  ///   - first: the number of the first.
  ///   - reachesCursor: keeps the blanks before the cursor, such as the one that ends a prompt.
  /// - Returns: lines with a newline between them.
  public func text(fromLine first: Int, reachesCursor: Bool = false) -> String {
    guard let screen else { return "" }
    let top = screen.topLineNumber
    var text = ""
    for line in max(first, screen.firstLineNumber)..<max(first, top + screen.rows) {
      let row = screen.lineText(ofRow: line - top)
      text += row
      if reachesCursor, line - top == screen.cursor.row {
        text += String(repeating: " ", count: max(0, screen.cursor.column - row.count))
      }
      if !screen.isWrapped(line - top) { text += "\n" }
    }
    while text.last == "\n" { text.removeLast() }
    return text
  }
}
