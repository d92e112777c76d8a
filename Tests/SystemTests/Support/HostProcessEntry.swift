import LinuxABI
import UMLHost

/// A process of the host, as /proc tells of it.
struct HostProcessEntry: CustomStringConvertible {
  let processID: Int32
  let parent: Int32
  let name: String
  private let startTime: String

  var description: String { "\(name) (\(processID))" }

  /// nil when there is no such process.
  init?(_ processID: Int32) {
    guard let text = try? HostFile.text(of: "/proc/\(processID)/stat"),
      let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[close...].dropFirst(2).split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", let parent = Int32(fields[1]) else { return nil }
    self.processID = processID
    self.parent = parent
    name = String(text[text.index(after: open)..<close])
    startTime = String(fields[19])
  }

  /// Whether it still runs; a zombie does not, and its number may be another's by now.
  var isAlive: Bool { Self(processID)?.startTime == startTime }

  static var all: [HostProcessEntry] {
    ((try? HostFile.names(in: "/proc")) ?? []).compactMap(Int32.init).compactMap(Self.init)
  }

  /// A process and all below it.
  static func tree(_ root: Int32) -> [HostProcessEntry] {
    let all = all
    var result = all.filter { $0.processID == root }
    var next = 0
    while next < result.count {
      let parent = result[next].processID
      result += all.filter { $0.parent == parent }
      next += 1
    }
    return result
  }
}
