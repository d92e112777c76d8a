/// What follows `cable:` in a line's configuration: `pair`, `pair@baud`, `/run/lab/pair`.
public struct CableSpec: Hashable, Sendable {
  /// A name in the directory where machines find each other, or the path of a socket.
  public let name: String
  /// Bytes take as long as they would at the speed the guest has set.
  public let isPaced: Bool

  public static let pacedSuffix = "@baud"

  /// - Throws: what is wrong with it, for the boot log.
  public init(parsing text: some StringProtocol) throws(ChannelSpecError) {
    isPaced = text.hasSuffix(Self.pacedSuffix)
    name = String(isPaced ? text.dropLast(Self.pacedSuffix.count) : text[...])
    let last = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let isPath = name.hasPrefix("/")
    guard !last.isEmpty, !last.hasPrefix("."), isPath || last.count == name.count,
      last.utf8.count <= 80, !name.utf8.contains(0)
    else { throw ChannelSpecError("cable_init : '\(name)' is no name for a cable") }
  }

  /// The name of the cable between two lines of machines, `left:ssl1` and `right:ssl1`, whichever
  /// is named first.
  public static func name(_ first: String, _ second: String) -> String {
    first <= second ? "\(first)+\(second)" : "\(second)+\(first)"
  }

  /// The two lines that a name was made from, nil where it is an ordinary name.
  public static func ends(of name: String) -> (String, String)? {
    let parts = name.split(separator: "+", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.contains(":") }) else { return nil }
    return (String(parts[0]), String(parts[1]))
  }
}

extension CableSpec: CustomStringConvertible {
  public var description: String { "\(name)\(isPaced ? Self.pacedSuffix : "")" }
}
