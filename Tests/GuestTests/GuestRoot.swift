import LinuxABI
import UMLHost

/// A directory that is a guest's root: init, one program, and the mount points they need. Next to
/// it is a file that the guest must not be able to read.
final class GuestRoot {
  private let parent: String
  private let program: GuestProgram

  private var root: String { "\(parent)/root" }
  private var secret: String { "\(parent)/secret" }

  init(_ program: GuestProgram) throws {
    self.program = program
    parent = try HostFile.makeTemporaryDirectory(prefix: "guest-test-")
    for name in ["dev", "proc", "sys", "tmp", "work"] {
      try HostFile.makeDirectories("\(root)/\(name)", permissions: 0o755)
    }
    for (source, name) in [("init", "init"), (program.name, program.name)] {
      let bytes = try HostFile.contents(of: "\(GuestProgram.folder)/\(source)")
      try write(bytes, to: "\(root)/\(name)")
    }
    for library in program.libraries {
      try HostFile.makeDirectories(HostFile.parentPath(of: root + library), permissions: 0o755)
      try write(try HostFile.contents(of: library), to: root + library)
    }
    try write(Array("the secret\n".utf8), to: secret)
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try HostFile.open(path, [.writeOnly, .create], permissions: 0o755).writeAll(bytes)
  }

  deinit {
    try? HostFile.removeTree(parent)
  }

  func bootArguments(where directory: String) -> [String] {
    [
      "umltop", "boot", "umid=\(HostFile.lastName(of: parent))", "uml_dir=\(parent)/uml",
      "rootfstype=hostfs", "rootflags=/", "hostfs=\(root)", "rw", "init=/init", "con=null",
      "con0=fd:0,fd:1",
      "quiet", "mem=256M", program.name, "where=\(directory)", "SECRET=\(secret)",
    ]
  }
}
