/// The names terminfo has for the keys' sequences, for terminals unlike xterm.
enum TerminalKeys {
  static let capabilities: [(name: String, key: KeyEvent)] =
    [
      ("kcuu1", KeyEvent(.up)), ("kcud1", KeyEvent(.down)), ("kcub1", KeyEvent(.left)),
      ("kcuf1", KeyEvent(.right)), ("khome", KeyEvent(.home)), ("kend", KeyEvent(.end)),
      ("kpp", KeyEvent(.pageUp)), ("knp", KeyEvent(.pageDown)), ("kich1", KeyEvent(.insert)),
      ("kdch1", KeyEvent(.delete)), ("kcbt", KeyEvent(.tab, .shift)),
      ("kent", KeyEvent(.keypad("\r"))),
    ] + (1...12).map { ("kf\($0)", KeyEvent(.function($0))) }

  /// Only sequences: a terminal whose left arrow sends Backspace's byte cannot be told apart.
  static func table(_ capability: (String) -> [UInt8]?) -> [[UInt8]: KeyEvent] {
    var table: [[UInt8]: KeyEvent] = [:]
    for (name, key) in capabilities {
      guard let sequence = capability(name), sequence.count > 1, sequence[0] == 0x1b else {
        continue
      }
      // A VT100's function keys from the fifth on are its keypad's, and that is what they are here.
      if sequence.count == 3, sequence[1] == UInt8(ascii: "O"), (0x6a...0x79).contains(sequence[2])
      {
        continue
      }
      table[sequence] = key
    }
    return table
  }
}
