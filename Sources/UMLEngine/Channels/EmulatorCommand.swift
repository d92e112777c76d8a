import UMLHost

/// How a window is opened on the host: `xterm=EMULATOR,TITLE-SWITCH,EXECUTE-SWITCH`, and the
/// program that runs in it and hands its terminal over.
struct EmulatorCommand: Equatable, Sendable {
  var program = "x-terminal-emulator"
  var titleSwitch = "-T"
  var executeSwitch = "-e"
  /// The words that start a program which speaks UML's hand-over; empty where only UML's own will
  /// do.
  var helper: [String] = []

  /// Empty fields, and those that are not there, keep the default.
  init(parsing text: String? = nil, helper: [String] = []) {
    self.helper = helper
    let fields = (text ?? "").split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
    if let field = fields.first, !field.isEmpty { program = String(field) }
    if fields.count > 1, !fields[1].isEmpty { titleSwitch = String(fields[1]) }
    if fields.count > 2, !fields[2].isEmpty { executeSwitch = String(fields[2]) }
  }

  /// The words as User Mode Linux has them; nil when nothing can hand a terminal over.
  func words(title: String, socket: String) -> [String]? {
    guard let helper = availableHelper else { return nil }
    return [program, titleSwitch, title, executeSwitch] + helper + ["-uml-socket", socket]
  }

  private var availableHelper: [String]? {
    if !helper.isEmpty { return helper }
    let found =
      HostProcess.findExecutable("/usr/lib/uml/port-helper")
      ?? HostProcess.findExecutable("port-helper")
    return found.map { [$0] }
  }
}

extension LineIdentity {
  /// What a window of the line is called.
  func windowTitle(machine: String) -> String {
    "\(kind == .console ? "Virtual Console" : "Serial Line") #\(number) (\(machine))"
  }
}
