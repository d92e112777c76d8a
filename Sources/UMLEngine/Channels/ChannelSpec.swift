/// What a console or serial line is attached to on the host: one half of `con1=fd:3,fd:4`.
///
/// Names are matched as UML matches them, by their beginning: `ptsfoo` is `pts`. To add a channel,
/// add a case, its row in ``kinds``, and what the compiler then asks for.
public enum ChannelSpec: Equatable, Sendable {
  /// `fd:N` — a descriptor the host process was started with.
  case descriptor(Int32)
  /// `null` — swallows output, never has input.
  case null
  /// `pts` — a new pseudo terminal of the host, named in the boot log.
  case pseudoTerminal
  /// `pty` — the same with a name as BSD had them, where the host has such.
  case legacyPseudoTerminal
  /// `tty:DEVICE` — a terminal of the host.
  case terminal(String)
  /// `xterm` — a window of the host's.
  case xterm
  /// `port:N` — a telnet to a port of the host.
  case port(PortAddress)
  /// `cable:NAME` — a null-modem cable to another line, perhaps of another machine.
  case cable(CableSpec)
  /// `pane` — a terminal of this program's own, served by the console service.
  case pane

  /// - Throws: with the offending text, what is wrong with it and what would be right.
  public init(parsing text: String) throws(ChannelSpecError) {
    guard let kind = Self.kinds.first(where: { text.hasPrefix($0.name) }) else {
      throw ChannelSpecError(
        "unknown channel '\(text)'; known are \(Self.offered.joined(separator: ", "))")
    }
    self = try kind.make(text.dropFirst(kind.name.count))
  }

  /// One line for `--help`.
  public static var help: [String] { kinds.map(\.help) }

  private static var offered: [String] { kinds.map(\.name) + ["none"] }

  private struct Kind {
    let name: String
    let help: String
    let make: (Substring) throws(ChannelSpecError) -> ChannelSpec
  }

  private static var kinds: [Kind] {
    [
      Kind(name: "fd", help: "fd:N       an open descriptor of the host process", make: descriptor),
      Kind(name: "null", help: "null       output is dropped, input never comes") { _ in .null },
      Kind(name: "port", help: "port:N     a telnet to a port of the host", make: port),
      Kind(name: "pts", help: "pts        a new host pseudo terminal") { _ in .pseudoTerminal },
      Kind(name: "pty", help: "pty        the same, with a BSD name where the host has them") { _ in
        .legacyPseudoTerminal
      },
      Kind(
        name: "tty", help: "tty:PATH   a terminal of the host: a console, a port", make: terminal),
      Kind(
        name: "cable", help: "cable:NAME a null-modem cable to the line that has the same NAME",
        make: cable),
      Kind(name: "xterm", help: "xterm      a window of the host, see xterm=") { _ in .xterm },
      Kind(name: "pane", help: "pane       a pane of umltop") { _ in .pane },
    ]
  }

  private static func descriptor(_ rest: Substring) throws(ChannelSpecError) -> ChannelSpec {
    guard rest.first == ":" else {
      throw ChannelSpecError("fd_init : channel type 'fd' must specify a file descriptor")
    }
    let text = rest.dropFirst()
    guard let number = CNumber(parsing: text), number.rest.isEmpty,
      let value = Int32(exactly: number.value)
    else { throw ChannelSpecError("fd_init : couldn't parse file descriptor '\(text)'") }
    return .descriptor(value)
  }
}

extension ChannelSpec {
  private static func port(_ rest: Substring) throws(ChannelSpecError) -> ChannelSpec {
    guard rest.first == ":" else {
      throw ChannelSpecError("port_init : channel type 'port' must specify a port number")
    }
    guard let address = PortAddress(parsing: rest.dropFirst()) else {
      throw ChannelSpecError("port_init : couldn't parse port '\(rest.dropFirst())'")
    }
    return .port(address)
  }

  private static func terminal(_ rest: Substring) throws(ChannelSpecError) -> ChannelSpec {
    guard rest.first == ":" else {
      throw ChannelSpecError("tty_init : channel type 'tty' must specify a device")
    }
    return .terminal(String(rest.dropFirst()))
  }

  private static func cable(_ rest: Substring) throws(ChannelSpecError) -> ChannelSpec {
    guard rest.first == ":" else {
      throw ChannelSpecError("cable_init : channel type 'cable' must specify a name")
    }
    return .cable(try CableSpec(parsing: rest.dropFirst()))
  }
}

extension ChannelSpec: CustomStringConvertible {
  public var description: String {
    switch self {
    case .descriptor(let number): "fd:\(number)"
    case .null: "null"
    case .pseudoTerminal: "pts"
    case .legacyPseudoTerminal: "pty"
    case .terminal(let path): "tty:\(path)"
    case .port(let address): "port:\(address)"
    case .cable(let spec): "cable:\(spec)"
    case .xterm: "xterm"
    case .pane: "pane"
    }
  }
}

extension ChannelSpec {
  /// Whether each open makes a terminal of its own, so that two halves of a line are two.
  var makesTerminal: Bool {
    switch self {
    case .pseudoTerminal, .legacyPseudoTerminal, .xterm: true
    default: false
    }
  }
}

/// Why a channel could not be understood, in UML's words where it has some.
public struct ChannelSpecError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
