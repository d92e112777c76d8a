/// The lines of a real UML kernel that are served, and its command line with them: each `pane` has
/// become the `fd:` channel of a pseudo terminal.
///
/// ```
///   con0=pane con1=pane ssl0=pts     as it was given
///   con0=fd:0,fd:1 con1=fd:3 ssl0=pts     as the kernel gets it; fd 2 is con0's too
/// ```
/// Where nothing was said about a line it is a pane, for the kernel's own defaults need windows.
struct KernelLines: Equatable {
  /// A line and the descriptor where the kernel finds it.
  struct Line: Equatable {
    let name: String
    let descriptor: Int32
  }

  /// What was wrong with the words, for a person.
  struct Problem: Error, Equatable, CustomStringConvertible {
    let description: String
  }

  /// What a kernel prints before it has consoles, where con0 is none of the panes.
  static let bootLine = "early"
  /// Descriptors 0, 1 and 2 are the first line's.
  private static let firstDescriptor: Int32 = 3
  private static let kinds = [
    Kind(name: "con", device: "tty", count: 16, usual: 16, logins: 2),
    Kind(name: "ssl", device: "ttyS", count: 64, usual: 4, logins: 0),
  ]

  private(set) var lines: [Line] = []
  /// For the kernel.
  private(set) var words: [String] = []
  /// Where somebody may log in, below the guest's /dev: lines that were asked for, and the first
  /// two.
  private(set) var loginDevices: [String] = []

  /// - Throws: for a descriptor that the kernel would not have.
  init(_ given: [String]) throws(Problem) {
    var specs: [String: String] = [:]
    for word in given {
      guard let (name, spec) = Self.setting(word) else {
        words.append(word)
        continue
      }
      // The last one holds.
      specs[name] = spec
    }
    for kind in Self.kinds { try place(kind, &specs) }
    if lines.first?.name != "con0" {
      lines.insert(Line(name: Self.bootLine, descriptor: 0), at: 0)
    }
  }

  /// One more than the highest descriptor of a line.
  var descriptorCount: Int { Int(max(Self.firstDescriptor, (lines.last?.descriptor ?? 0) + 1)) }

  private mutating func place(_ kind: Kind, _ specs: inout [String: String]) throws(Problem) {
    let general = specs.removeValue(forKey: kind.name)
    for number in 0..<kind.count {
      let name = "\(kind.name)\(number)"
      var spec = specs.removeValue(forKey: name)
      let isWanted = spec.map { $0 != "null" && $0 != "none" } ?? false
      if spec == nil, general == "pane" || general == nil && number < kind.usual { spec = "pane" }
      // Standard input and output are a served terminal.
      if name == "con0", spec == "fd:0,fd:1" || spec == "fd:0" { spec = "pane" }
      guard let spec else { continue }
      if isWanted || spec == "pane" && kind.logins > number {
        loginDevices.append("\(kind.device)\(number)")
      }
      words.append("\(name)=\(try replacingPanes(spec, name))")
    }
    if general != "pane" { words.append("\(kind.name)=\(general ?? "null")") }
    // Numbers beyond the last are the kernel's to complain about.
    for (name, spec) in specs where name.hasPrefix(kind.name) {
      words.append("\(name)=\(spec)")
      specs[name] = nil
    }
  }

  private mutating func replacingPanes(_ spec: String, _ name: String) throws(Problem) -> String {
    let halves = spec.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for half in halves where half.hasPrefix("fd:") && !["fd:0", "fd:1", "fd:2"].contains(half) {
      throw Problem(
        description: "\(name)=\(spec): a kernel that umltop runs has no descriptors of yours; "
          + "\(name)=pane serves the line")
    }
    guard halves.contains("pane") else { return spec }
    let next = max(Self.firstDescriptor, (lines.last?.descriptor ?? 0) + 1)
    let line = Line(name: name, descriptor: name == "con0" ? 0 : next)
    lines.append(line)
    if name == "con0", spec == "pane" { return "fd:0,fd:1" }
    return halves.map { $0 == "pane" ? "fd:\(line.descriptor)" : $0 }.joined(separator: ",")
  }

  /// `con1=pts`, `ssl=null`; C numbers are written as everybody does. Nil for anything else.
  private static func setting(_ word: String) -> (name: String, spec: String)? {
    guard let sign = word.firstIndex(of: "="),
      let kind = kinds.first(where: { word.hasPrefix($0.name) })
    else { return nil }
    let number = word[..<sign].dropFirst(kind.name.count)
    let spec = String(word[word.index(after: sign)...])
    if number.isEmpty { return (kind.name, spec) }
    guard let value = cNumber(number) else { return nil }
    return ("\(kind.name)\(value)", spec)
  }

  private static func cNumber(_ text: Substring) -> Int? {
    if text.hasPrefix("0x") || text.hasPrefix("0X") { return Int(text.dropFirst(2), radix: 16) }
    guard text.allSatisfy(\.isNumber) else { return nil }
    return Int(text, radix: text.hasPrefix("0") ? 8 : 10)
  }

  private struct Kind {
    let name: String
    /// What the guest calls it, below /dev.
    let device: String
    let count: Int
    /// How many are panes where nothing was said, and how many of those have a login.
    let usual: Int
    let logins: Int
  }
}
