/// What a terminal's owner may want to hear of besides the screen.
public enum TerminalEvent: Equatable, Sendable {
  case bell
  /// A new window title, free of control characters.
  case title(String)
  case iconTitle(String)
  /// Text for the clipboard (OSC 52); `selection` holds xterm's letters, often `c` or empty.
  case clipboard(selection: String, text: [UInt8])
  /// OSC 9 or 777: something a program wants the user to see.
  case notification(title: String, body: String)
  /// A working directory as a shell reports it (OSC 7).
  case workingDirectory(String)
  /// A shell's mark (OSC 133): `A` prompt, `B` command, `C` output, `D` end with its status.
  case shellMark(Character, status: Int?)
  case modesChanged
  case colorsChanged
}
