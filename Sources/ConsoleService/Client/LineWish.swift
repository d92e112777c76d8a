import UMLEngine

/// What a client of the console service wants done with a line.
public enum LineWish: Hashable, Sendable {
  /// As in a configuration: `pts`, `null`.
  case attach(String)
  /// What the command line said.
  case restore
  /// What the guest writes goes to a file, too; nil ends that.
  case log(String?)
  /// A cable between two lines of guests, written as `left:ssl1`; wished of both.
  case join(String, String)

  /// The request for the guest that has the line; see `ConsoleClient.request`.
  public func request(for line: String) -> String {
    let action: LineRequest.Action =
      switch self {
      case .attach(let spec): .attach(spec)
      case .restore: .restore
      case .log(let path): .log(path)
      case .join(let first, let second): .attach("cable:\(CableSpec.name(first, second))")
      }
    return LineRequest(line: line, action).text
  }

  /// The request for a list of all lines; see ``LineReport``.
  public static let list = LineRequest(line: nil, .show).text
}

/// One line of a guest, in the answer to ``LineWish/list``.
public struct LineReport: Hashable, Sendable {
  public var name: String
  public var attachment: String
  /// Whether a program has it open, who is at the other end of its cable, its log.
  public var remarks: [String]

  /// The rows of an answer; those that are none of a line are passed over.
  public static func parse(_ text: String) -> [LineReport] {
    text.split(separator: "\n").compactMap { row in
      let words = row.split(separator: "\t").map(String.init)
      guard words.count >= 3 else { return nil }
      return LineReport(name: words[0], attachment: words[1], remarks: Array(words[2...]))
    }
  }
}
