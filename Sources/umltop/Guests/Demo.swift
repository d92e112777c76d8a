/// The two guests that `umltop` boots where none runs.
enum Demo {
  static let names = ["left", "right"]

  /// Two consoles each; lines nobody needs would only cost a login each.
  static func words(_ name: String, directory: String?) -> [String] {
    ["umid=\(name)", "con0=pane", "con1=pane", "con=null", "ssl=null"]
      + (directory.map { ["uml_dir=\($0)"] } ?? [])
  }

  /// Boots both at the same time, and waits for both.
  ///
  /// - Returns: their umids.
  /// - Throws: why one of them cannot boot.
  static func boot(directory: String?) throws(CommandFailure) -> [String] {
    var starters: [GuestStarter] = []
    for name in names {
      starters.append(try GuestStarter(words(name, directory: directory)))
    }
    var umids: [String] = []
    for starter in starters { umids.append(try starter.wait()) }
    return umids
  }
}
