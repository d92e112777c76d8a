internal import ConsoleService
internal import LinuxABI
internal import UMLEngine

/// The two guests that `umltop` boots where none runs.
enum Demo {
  static let names = ["left", "right"]

  /// Two consoles each, and a cable between them, at the right end of which one can log in; lines
  /// nobody needs would only cost a login each.
  static func words(_ name: String, directory: String?) -> [String] {
    let cable = CableSpec.name("\(names[0]):ssl1", "\(names[1]):ssl1")
    return [
      "umid=\(name)", "con0=pane", "con1=pane", "con=null", "ssl=null", "ssl1=cable:\(cable)",
    ]
      + (directory.map { ["uml_dir=\($0)"] } ?? [])
  }

  /// Boots both at the same time, and waits for both. When one cannot, none stays, and nothing of
  /// them is left where they were to be found.
  ///
  /// - Parameters:
  ///   - directory: where they are to be found; nil is the usual place.
  ///   - endsWithClients: they end when nobody looks at them any more.
  /// - Returns: their umids.
  /// - Throws: why one of them cannot boot.
  static func boot(directory: String?, endsWithClients: Bool = false) throws(CommandFailure)
    -> [String]
  {
    var starters: [GuestStarter] = []
    do throws(CommandFailure) {
      for name in names {
        let more = endsWithClients ? [LaunchWords.endsWithClientsWord] : []
        starters.append(try GuestStarter(words(name, directory: directory) + more))
      }
      var umids: [String] = []
      for starter in starters { umids.append(try starter.wait()) }
      return umids
    } catch {
      for starter in starters { starter.end() }
      throw error
    }
  }

  static func halt(_ umids: [String], in directory: GuestDirectory) {
    for umid in umids {
      guard let entry = try? directory.find(umid) else { continue }
      // One that does not answer has ended already.
      _ = try? ManagementClient(path: entry.managementPath).perform("halt")
    }
  }
}
