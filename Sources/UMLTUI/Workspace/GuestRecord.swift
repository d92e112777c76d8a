/// What the workspace knows of a guest, and its way to it.
struct GuestRecord {
  let source: any PaneSource
  var state: GuestState = .booting
  var kernel = ""
  /// How it was started, for starting it again.
  var arguments: [String] = []
  var lines: [LineFacts] = []
  /// Why there are no lines, when the service told.
  var refusal: String?
  /// Whether its first console has been given a pane.
  var hasPanes = false

  var name: String { source.guest }
}
