import LinuxABI
import UMLHost

/// One of the static C programs in Tests/Guests.
struct GuestProgram: CustomStringConvertible {
  let name: String

  var description: String { name }

  /// Needs root where it runs. A guest's programs are root there.
  var needsRoot: Bool { name.hasPrefix("root_") }

  /// Would harm a host, so that it only runs in guests.
  var isForGuestsOnly: Bool { name.hasPrefix("guest_") }

  /// The host's files that a dynamically linked program needs at the same place.
  var libraries: [String] {
    guard name == "image_dynamic" else { return [] }
    return ["/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/libc.so.6"]
  }

  /// Works with files, so that it has to hold on every kind of file system.
  var concernsFiles: Bool {
    ["file_", "lock_", "pipe_fifo", "memory_shared", "memory_map"].contains(where: name.hasPrefix)
  }

  var path: String { "\(Self.folder)/\(name)" }

  /// The repository, found from where this file was compiled.
  static let repository = HostFile.parentPath(
    of: HostFile.parentPath(of: HostFile.parentPath(of: #filePath)))

  /// Where Scripts/build-guests puts the programs.
  static let folder = "\(repository)/.build/guests"

  /// Every program there is a source of, but for the guests' init.
  static let all: [GuestProgram] = {
    let sources = (try? HostFile.names(in: "\(repository)/Tests/Guests")) ?? []
    return sources.filter { $0.hasSuffix(".c") && $0 != "init.c" }.sorted().map {
      GuestProgram(name: String($0.dropLast(2)))
    }
  }()
}
