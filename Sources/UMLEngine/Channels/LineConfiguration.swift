/// Which lines a guest has and what each is attached to: everything `con…=` and `ssl…=` said.
///
/// A setting for one line beats one for all whatever their order, and the last of two for the same
/// line wins. Specs are checked when the lines are made, so that one bad line costs only itself.
public struct LineConfiguration: Equatable, Sendable {
  /// The two kinds of lines; the raw value begins their options.
  public enum Kind: String, Sendable, CaseIterable {
    /// `con0` to `con15`, in the guest `/dev/tty0` to `/dev/tty15`.
    case console = "con"
    /// `ssl0` to `ssl63`, in the guest `/dev/ttyS0` to `/dev/ttyS63`.
    case serial = "ssl"

    /// How many there are.
    public var lineCount: Int { self == .console ? 16 : 64 }
    /// As messages call it.
    public var title: String { self == .console ? "console" : "serial line" }
    /// The guest's device name without its number.
    public var deviceName: String { self == .console ? "tty" : "ttyS" }
  }

  private struct Table: Equatable, Sendable {
    var all: String?
    var lines: [Int: String] = [:]
  }

  private var consoles = Table()
  private var serials = Table()
  /// What lines are attached to that nobody spoke of, con0 excepted.
  public var fallback: String
  /// The same for con0.
  public var firstConsole = "fd:0,fd:1"
  /// Host terminals of serial lines are put in raw mode, as those of consoles always are;
  /// `ssl-non-raw` is false.
  public var serialsAreRaw = true

  /// - Parameter fallback: `pane` where somebody shows panes, else `null`.
  public init(fallback: String = "null") { self.fallback = fallback }

  /// Takes what follows `con` or `ssl` in an argument: `=pts`, `0=fd:0,fd:1`.
  ///
  /// - Returns: the line for the boot log when it cannot be understood.
  public mutating func add(_ kind: Kind, _ text: String) -> String? {
    if text.hasPrefix("=") {
      change(kind) { $0.all = String(text.dropFirst()) }
      return nil
    }
    do throws(LineNumberError) {
      let (number, spec) = try Self.parse(kind, text)
      change(kind) { $0.lines[number] = spec }
      return nil
    } catch {
      return
        "Failed to set up \(kind.title) with configuration string \"\(text)\" : \(error.description)"
    }
  }

  /// The text of the spec that holds for a line.
  public func spec(_ kind: Kind, _ number: Int) -> String {
    let table = kind == .console ? consoles : serials
    let builtIn = kind == .console && number == 0 ? firstConsole : fallback
    return table.lines[number] ?? table.all ?? builtIn
  }

  /// Whether a setting for just this line was given.
  public func isNamed(_ kind: Kind, _ number: Int) -> Bool {
    (kind == .console ? consoles : serials).lines[number] != nil
  }

  /// Whether all lines of a kind were spoken of.
  public func isSetForAll(_ kind: Kind) -> Bool {
    (kind == .console ? consoles : serials).all != nil
  }

  /// `1=pts` in its parts; the management console's `config con1=pts` is of the same form.
  static func parse(_ kind: Kind, _ text: String) throws(LineNumberError) -> (Int, String) {
    guard let number = CNumber(parsing: text), number.rest.hasPrefix("=") else {
      throw .unparsable
    }
    guard number.value < kind.lineCount else { throw .outOfRange }
    return (number.value, String(number.rest.dropFirst()))
  }

  private mutating func change(_ kind: Kind, _ body: (inout Table) -> Void) {
    switch kind {
    case .console: body(&consoles)
    case .serial: body(&serials)
    }
  }
}

enum LineNumberError: Error {
  case unparsable
  case outOfRange

  var description: String {
    switch self {
    case .unparsable: "Couldn't parse device number"
    case .outOfRange: "Device number out of range"
    }
  }
}
