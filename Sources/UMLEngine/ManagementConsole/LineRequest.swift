/// What the console service's clients may ask of a line, beyond what the management console does:
///
/// ```
///   line                      all lines that lead somewhere: name, what it is attached to,
///                             whether it is open, its log
///   line ssl1                 the same of one
///   line ssl1 attach SPEC     to something else, at once, whoever has it open
///   line ssl1 restore         to what the command line said; a cable is unplugged
///   line ssl1 log PATH        what the guest writes goes to a file, too; without PATH no more
///   line ssl1 break           a BREAK for the guest
/// ```
public struct LineRequest: Equatable, Sendable {
  /// What is to be done with the line; see above.
  public enum Action: Equatable, Sendable {
    case show
    case attach(String)
    case restore
    case log(String?)
    case sendBreak
  }

  static let word = "line"

  /// nil for all.
  public let line: String?
  public let action: Action

  public init(line: String?, _ action: Action) {
    self.line = line
    self.action = action
  }

  /// nil for what is no such request.
  public init?(_ text: String) {
    let words = text.split(separator: " ", maxSplits: 3).map(String.init)
    guard words.first == Self.word else { return nil }
    line = words.count > 1 ? words[1] : nil
    switch words.dropFirst(2) {
    case []: action = .show
    case ["restore"]: action = .restore
    case ["break"]: action = .sendBreak
    case ["log"]: action = .log(nil)
    case let rest where rest.count == 2 && rest[2] == "log": action = .log(rest[3])
    case let rest where rest.count == 2 && rest[2] == "attach": action = .attach(rest[3])
    default: return nil
    }
  }

  /// As it is asked.
  public var text: String {
    let start = "\(Self.word)\(line.map { " \($0)" } ?? "")"
    return switch action {
    case .show: start
    case .attach(let spec): "\(start) attach \(spec)"
    case .restore: "\(start) restore"
    case .log(nil): "\(start) log"
    case .log(.some(let path)): "\(start) log \(path)"
    case .sendBreak: "\(start) break"
    }
  }
}
