/// What lies over the panes and takes the keys until it is done with.
enum Overlay: Equatable {
  case help(HelpOverlay)
  case prompt(PromptView)
  case chooser(ChooserView)
  /// Numbers in the panes' middles; a digit goes there.
  case paneNumbers
}

/// What became of a key.
enum OverlayOutcome<Choice: Equatable>: Equatable {
  case stays
  case closes
  case chooses(Choice)
}
