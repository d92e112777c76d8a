import LinuxABI
import UMLHost

/// On which lines the built-in root offers a login: those that lead somewhere.
struct LoginLines {
  /// How many lines of a kind get one when a setting for all of them is all that was said.
  private static let coveredCount = 4
  /// How many consoles do when nothing was said.
  private static let silentCount = 2

  private let terminals: Terminals
  private let wishes: LineConfiguration

  init(_ kernel: Kernel, hasPanes: Bool) {
    terminals = kernel.terminals
    wishes = kernel.configuration.lines.configuration(hasPanes: hasPanes).0
  }

  var all: [GuestFiles.LoginLine] {
    (terminals.consoles + terminals.serialLines).compactMap(login)
  }

  private func login(_ line: Line) -> GuestFiles.LoginLine? {
    guard line.exists, let input = (try? LineSpec(parsing: line.specText))?.input else {
      return nil
    }
    let identity = line.identity
    guard isWanted(identity) else { return nil }
    let type: String
    switch input {
    case .null: return nil
    case .cable(let spec):
      // Two logins would only talk to each other: of a cable named after its ends the second has
      // one.
      let ends = CableSpec.ends(of: spec.name)
      guard ends?.1 == "\(line.environment.place.machineName):\(identity.name)" else { return nil }
      type = "vt100"
    case .pane: type = "xterm-256color"
    case .descriptor(let number): type = Self.terminalType(BorrowedDescriptor(Int32(number)))
    case .pseudoTerminal, .legacyPseudoTerminal, .port, .xterm: type = "xterm"
    // The line of another guest: it is that guest's login that is wanted here.
    case .terminal(let path) where identity.kind == .serial && Self.isPseudoTerminal(path):
      return nil
    case .terminal(let path): type = Self.isVirtualConsole(path) ? "linux" : "vt100"
    }
    return GuestFiles.LoginLine(device: identity.deviceName, terminalType: type)
  }

  private func isWanted(_ line: LineIdentity) -> Bool {
    if wishes.isNamed(line.kind, line.number) { return true }
    if wishes.isSetForAll(line.kind) { return line.number < Self.coveredCount }
    return line.kind == .console && line.number < Self.silentCount
  }

  /// By its name: it may not be there yet.
  private static func isPseudoTerminal(_ path: String) -> Bool {
    path.hasPrefix("/dev/pts/") || "pqrs".contains { path.hasPrefix("/dev/tty\($0)") }
  }

  private static func isVirtualConsole(_ path: String) -> Bool {
    guard let status = try? HostFile.status(of: path) else { return false }
    return status.type == .characterDevice && status.representedMajor == 4
      && status.representedMinor < 64
  }

  /// What stands at the other end of a descriptor.
  private static func terminalType(_ descriptor: BorrowedDescriptor) -> String {
    guard descriptor.isTerminal, let type = HostEnvironment["TERM"],
      !type.isEmpty, type.allSatisfy({ $0.isLetter || $0.isNumber || "-+._".contains($0) })
    else { return "vt100" }
    return type
  }
}
