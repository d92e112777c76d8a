/// What a kernel's management console says about one line: the answer to `config con1`.
enum LineSetting: Equatable {
  /// A terminal of the host that others may open: `pts:/dev/pts/5`.
  case terminal(path: String)
  /// Will be a terminal once the guest opens the line: `pts`.
  case unopened
  /// Leads somewhere else, or nowhere: `fd:0,fd:1`, `null`.
  case other(String)

  init(_ text: String) {
    let text = String(text.prefix { $0 != "\n" })
    let halves = text.split(separator: ",", omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: ":", maxSplits: 1)
    // Two terminals, one for each direction, are nobody's screen.
    guard halves.count == 1, let kind = parts.first, kind == "pts" || kind == "pty" else {
      self = .other(text)
      return
    }
    self = parts.count == 2 ? .terminal(path: String(parts[1])) : .unopened
  }
}
