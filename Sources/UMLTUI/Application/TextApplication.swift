public import UMLHost

/// The interface without a terminal: the same workspace, drawn as text. For `--snapshot`, pipes
/// and tests.
///
/// Belongs to the thread of the loop it is given; the caller runs the loop and looks at the text
/// whenever something has happened.
public final class TextApplication {
  private let workspace: Workspace
  private let connections: GuestConnections

  /// A screen of this size with the guests of the configuration on it.
  public init(
    _ configuration: ApplicationConfiguration, rows: Int, columns: Int, isASCII: Bool = false,
    loop: EventLoop
  ) {
    workspace = Workspace(
      rows: max(1, rows), columns: max(1, columns), options: Workspace.Options(configuration),
      context: DrawContext(theme: .monochrome, glyphs: isASCII ? .ascii : .unicode))
    connections = GuestConnections(configuration, loop: loop, workspace: workspace)
    connections.connectAll()
  }

  /// What the status bar shows as the time; empty shows none, which makes pictures repeatable.
  public var clock: String {
    get { workspace.clock }
    set { workspace.clock = newValue }
  }

  /// Sends text to a line as if it were typed; a newline is the Enter key.
  public func type(_ text: String, guest: String, line: String) {
    let bytes = text.utf8.map { $0 == 0x0a ? 0x0d : $0 }
    workspace.guest(guest)?.source.send(bytes, to: line)
  }

  /// Asks a guest's kernel to do something: `halt`, `reboot`.
  public func request(_ command: String, of guest: String) {
    workspace.guest(guest)?.source.request(command)
  }

  /// What a line shows, a row a line; empty while no pane shows it.
  public func screenText(guest: String, line: String) -> String {
    let address = LineAddress(guest: guest, line: line)
    guard let pane = workspace.panes.values.first(where: { $0.address == address }) else {
      return ""
    }
    let screen = pane.screen
    return (screen.topLine..<screen.topLine + screen.rows).map { screen.text(ofLine: $0) }
      .joined(separator: "\n")
  }

  public func state(of guest: String) -> GuestState? { workspace.guest(guest)?.state }

  /// The whole screen as text.
  public func renderText() -> String { workspace.draw().text }

  /// The same in another size.
  public func renderText(width: Int, height: Int) -> String {
    workspace.renderText(width: width, height: height)
  }

  /// Ends the connections; the guests run on.
  public func close() { connections.closeAll() }
}
