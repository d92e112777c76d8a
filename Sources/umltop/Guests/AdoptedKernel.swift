internal import ConsoleService
internal import LinuxABI
internal import UMLHost

/// The console service of a real UML kernel that somebody else has started.
enum AdoptedKernel {
  /// Starts the service in a process of its own, and waits until it has looked at the guest's
  /// lines.
  ///
  /// - Parameters:
  ///   - entry: the guest.
  ///   - directory: where it was found.
  ///   - forWindows: it is to be served even where it has no line that can be opened.
  /// - Throws: why none of them can be shown.
  static func adopt(
    _ entry: GuestEntry, in directory: GuestDirectory, forWindows: Bool = false
  ) throws(CommandFailure) {
    var words = ["\(LaunchWords.adoptPrefix)\(entry.umid)", "uml_dir=\(directory.path)"]
    if forWindows { words.append(LaunchWords.windowsWord) }
    _ = try GuestStarter(words).wait()
  }

  /// The service. Blocks until the guest ends.
  ///
  /// - Returns: the exit status.
  /// - Throws: why the guest cannot be served.
  static func serve(
    _ umid: String, _ launch: LaunchWords, _ report: GuestReportChannel
  ) throws(CommandFailure) -> Int32 {
    let directory = GuestDirectory(path: launch.directory)
    let entry: GuestEntry
    do throws(GuestLookupError) {
      entry = try directory.find(umid)
    } catch {
      throw CommandFailure(error)
    }
    do throws(Errno) {
      let guest = try AdoptedGuest(
        entry, kernel: entry.kernelVersion(), staysEmpty: launch.opensWindows)
      try guest.run { complaint in
        if let complaint { report.failed(complaint) } else { report.succeeded(umid) }
      }
    } catch {
      // Somebody else was faster.
      if error == .addressInUse { report.succeeded(umid) }
      throw CommandFailure("cannot serve the consoles of '\(umid)': \(error)")
    }
    return 0
  }
}
