import LinuxABI
import UMLHost

/// What a kernel that we run is told for its `xterm` lines: that this program opens its windows.
struct KernelWindows {
  /// For its command line.
  var words: [String] = []
  var environment = HostEnvironment.all

  init(_ given: [String]) {
    let opensWindows = given.contains { $0.contains("=xterm") || $0.contains(",xterm") }
    let program = HostSystem.executablePath
    // Fields are separated by commas, words by blanks.
    guard opensWindows, !given.contains(where: { $0.hasPrefix("xterm=") }),
      !program.contains(where: { $0 == "," || $0 == " " })
    else { return }
    words = ["xterm=\(program),-T,-e"]
    // Without it a kernel opens none; ours needs no display.
    if HostEnvironment["DISPLAY"] == nil { environment.append("DISPLAY=umltop") }
  }
}

extension ConsoleHub {
  /// Serves a terminal that somebody has handed over, as a line.
  ///
  /// - Returns: whether it could be taken.
  func add(window name: String, _ terminal: SharedDescriptor) -> Bool {
    do throws(Errno) {
      let line = try TerminalLine(name, try terminal.duplicate(), loop: loop) { [unowned self] in
        pump(name)
      }
      add(line)
      return true
    } catch {
      return false
    }
  }
}
