/// Who shows the lines whose channel is `pane`: the console service, on a thread of its own.
public protocol PaneHost: AnyObject, Sendable {
  /// A line has a pane from now on. Called on the kernel's thread; returns at once.
  func add(_ pane: PaneLink)
}
