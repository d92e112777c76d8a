/// Everything a user can ask the interface to do, by key or by name.
enum Command: Hashable, Sendable {
  case newTab
  case nextTab
  case previousTab
  case lastTab
  case selectTab(Int)
  case renameTab
  case closeTab

  case split(SplitAxis)
  case focus(Direction)
  case focusNext
  case focusLast
  case showPaneNumbers
  case toggleZoom
  case nextLayout
  case swapPane(forward: Bool)
  case breakPane
  case resize(Direction, cells: Int)
  case closePane

  case scroll
  case scrollPageUp
  case search
  case paste

  case switchTo
  /// Boots another guest with these words; without any it asks for them.
  case bootGuest(String)
  case guestMenu
  case lineMenu
  case toggleCable
  case sendBreak
  case sendPrefix

  case commandPrompt
  case help
  case redraw
  case toggleMouse
  case detach
}
