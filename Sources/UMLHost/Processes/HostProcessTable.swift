import Glibc
import LinuxABI

/// What /proc tells about processes of the host.
public enum HostProcessTable {
  struct Status {
    let parent: Int32
    /// A zombie, or about to be none any more.
    let hasEnded: Bool
  }

  /// Whoever has a file open.
  public struct Holder: Hashable, Sendable {
    public let process: Int32
    /// Its name, as `ps` has it.
    public let name: String
  }

  /// The numbers of all processes there are.
  public static var all: [Int32] {
    ((try? HostFile.names(in: "/proc")) ?? []).compactMap { Int32($0) }
  }

  /// What a process calls itself; nil when there is none, or it is another user's business.
  public static func name(of process: Int32) -> String? {
    (try? HostFile.text(of: "/proc/\(process)/comm")).map { String($0.prefix { $0 != "\n" }) }
  }

  /// Who started a process, or has taken it over since.
  public static func parent(of process: Int32) -> Int32? { status(of: process)?.parent }

  /// The words it was started with.
  public static func arguments(of process: Int32) -> [String] {
    let bytes = (try? HostFile.contents(of: "/proc/\(process)/cmdline")) ?? []
    return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Who has the file at a path open, as far as this user may look; not this process, nor one at
  /// the other side of a pseudo terminal, which may keep this side open to lose nothing.
  public static func holders(of path: String) -> [Holder] {
    all.filter { $0 != getpid() && hasOpen(path, $0) && !hasPrimary(of: path, $0) }
      .map { Holder(process: $0, name: name(of: $0) ?? "?") }
  }

  private static func hasOpen(_ path: String, _ process: Int32) -> Bool {
    descriptors(of: process).contains { $0.path == path }
  }

  private static func hasPrimary(of path: String, _ process: Int32) -> Bool {
    let parent = "/dev/pts/"
    guard path.hasPrefix(parent) else { return false }
    let mark = "tty-index:\t\(path.dropFirst(parent.count))\n"
    return descriptors(of: process).contains { descriptor in
      descriptor.path.hasSuffix("/ptmx")
        && (try? HostFile.text(of: "/proc/\(process)/fdinfo/\(descriptor.name)"))?.contains(mark)
          == true
    }
  }

  private static func descriptors(of process: Int32) -> [(name: String, path: String)] {
    let directory = "/proc/\(process)/fd"
    return ((try? HostFile.names(in: directory)) ?? []).compactMap { name in
      (try? HostFile.readLink("\(directory)/\(name)")).map { (name, $0) }
    }
  }

  /// `number (name) state parent …`; the name may hold anything.
  static func status(of process: Int32) -> Status? {
    guard let text = try? HostFile.text(of: "/proc/\(process)/stat"),
      let close = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: close)...].split(separator: " ")
    guard fields.count > 1, let parent = Int32(fields[1]) else { return nil }
    return Status(parent: parent, hasEnded: fields[0] == "Z" || fields[0] == "X")
  }
}
