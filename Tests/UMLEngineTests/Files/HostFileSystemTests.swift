import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

@Suite("hostfs")
final class HostFileSystemTests {
  private let directory: String
  private let bench: FileBench

  init() throws {
    directory = try HostFile.makeTemporaryDirectory()
    try HostFile.makeDirectories("\(directory)/jail/d")
    try HostFile.writeAtomically(Array("secret".utf8), to: "\(directory)/secret")
    try HostFile.writeAtomically(Array("text".utf8), to: "\(directory)/jail/f")
    bench = try FileBench(rootType: "hostfs", options: "\(directory)/jail")
  }

  deinit { try? HostFile.removeTree(directory) }

  @Test("no path, link or rename leads outside")
  func jail() throws {
    let absolute = "\(directory)/secret"
    try bench.populate("up -> ../secret", "far -> ../../../../../../..\(absolute)", "out -> ..")
    try HostFile.makeSymbolicLink("\(directory)/jail/host", target: absolute)
    for path in ["up", "far", "out/secret", "../secret", "host", "d/../../secret", absolute] {
      #expect(bench.outcome { () throws(Errno) in try bench.read(path) } == "ENOENT", "\(path)")
    }
    #expect(bench.place("..") == "/")
    #expect(
      bench.outcome { () throws(Errno) in try bench.rename("f", to: "../stolen") } == "ok")
    #expect(try bench.read("stolen") == "text")
    #expect(!HostFile.exists("\(directory)/stolen"))
  }

  @Test("a directory that does not begin with a slash is none of the host's whole tree")
  func relative() throws {
    try bench.populate("m/")
    let path = String(directory.dropFirst())
    for (options, outcome) in [("\(path)/jail", "ok"), ("no/such", "EPERM"), (".", "EPERM")] {
      #expect(
        bench.outcome { () throws(Errno) in
          try bench.mount("hostfs", on: "m", options: options)
        } == outcome, "\(options)")
    }
  }

  @Test("a directory that the host moves away takes nobody along")
  func movedAway() throws {
    let inside = try bench.find("d")
    try HostFile.rename("\(directory)/jail/d", to: "\(directory)/d")
    bench.root.workingDirectory = inside
    #expect(bench.place("../secret") == "ENOENT")
    #expect(bench.outcome { () throws(Errno) in try bench.read("../secret") } == "ENOENT")
  }

  @Test("what the host changes is seen, and what is open stays")
  func changes() throws {
    let file = try bench.open("f", .readOnly)
    defer { file.release() }
    try HostFile.writeAtomically(Array("new".utf8), to: "\(directory)/jail/f")
    #expect(try bench.read("f") == "new")
    #expect(try String(decoding: bench.contents(file), as: UTF8.self) == "text")
    try bench.remove("f")
    #expect(!HostFile.exists("\(directory)/jail/f"))
    #expect(try String(decoding: bench.contents(file), as: UTF8.self) == "text")
  }

  @Test("files are made with the guest's modes, devices not at all")
  func creation() throws {
    try bench.make("made", mode: 0o4712)
    #expect(try bench.find("made").inode.status().mode.permissions == 0o4712)
    // Nobody on the host gets what the guest gives away.
    #expect(try HostFile.status(of: "\(directory)/jail/made").permissions == 0o1712)
    #expect(
      bench.outcome { () throws(Errno) in try bench.make("null", .characterDevice) } == "EPERM")
    let file = try bench.open("unreadable", [.readWrite, .create], mode: [])
    defer { file.release() }
    try bench.write([1, 2], file, at: 0)
    #expect(try bench.contents(file) == [1, 2])
  }

  @Test("descriptors on the host stay few")
  func descriptors() throws {
    for index in 0..<400 { try bench.populate("x\(index)/", "x\(index)/y/", "x\(index)/y/f") }
    for index in 0..<400 { try bench.write("t", to: "x\(index)/y/f") }
    for index in 0..<400 { _ = try bench.read("x\(index)/y/f") }
    // Other tests open files meanwhile, but not here.
    let open = try HostFile.names(in: "/proc/self/fd").count { number in
      (try? HostFile.readLink("/proc/self/fd/\(number)"))?.hasPrefix(directory) == true
    }
    #expect(open > 0 && open <= HostDirectoryCache.limit + HostFileCache.limit + 1)
  }

  @Test(
    "a host file's set-ID bits are the guest's, and no more the host's once the guest writes there")
  func setID() throws {
    let path = "\(directory)/jail/tool"
    try HostFile.writeAtomically(Array("tool".utf8), to: path)
    try HostFile.open(path).setPermissions(0o6755)
    #expect(try bench.find("tool").inode.permissions == 0o6755)
    #expect(try HostFile.status(of: path).permissions == 0o6755)
    try bench.write("evil", to: "tool")
    #expect(try HostFile.status(of: path).permissions & 0o6000 == 0)
    try bench.files.setPermissions(try bench.find("tool"), 0o755, bench.context)
    #expect(try HostFile.status(of: path).permissions == 0o755)
    #expect(try bench.find("tool").inode.status().mode.permissions == 0o755)
  }

  @Test("what a place stands for stays, when another file gets its name")
  func heldPlace() throws {
    let file = try bench.open("f", .path)
    defer { file.release() }
    let place = try #require(file.location)
    try bench.remove("f")
    try bench.make("f", mode: 0o600)
    _ = bench.outcome { () throws(Errno) in
      try bench.files.setPermissions(place, 0o666, bench.context)
    }
    #expect(try HostFile.status(of: "\(directory)/jail/f").permissions == 0o600)
  }

  @Test("FIFOs and sockets of the host are the guest's own")
  func specialFiles() throws {
    let jail = SharedDescriptor(try HostFile.open("\(directory)/jail", .directory))
    try jail.makeNode("fifo", mode: FileType.fifo.modeBits | 0o666)
    try jail.makeNode("socket", mode: FileType.socket.modeBits | 0o666)
    bench.files.makeNamedPipe = { FIFO(BufferAccount(limit: 1 << 20)) }
    let reader = try bench.open("fifo", [.readOnly, .nonBlocking])
    defer { reader.release() }
    // A writer of the host waits for a reader of the host.
    #expect(throws: Errno.noSuchAddressOrDevice) {
      try HostFile.open("\(directory)/jail/fifo", [.writeOnly, .nonBlocking]).close()
    }
    #expect(
      bench.outcome { () throws(Errno) in try bench.open("socket", .readWrite).release() }
        == "ENXIO")
  }

  @Test("a root directory that the host replaces or removes is the old one, and then empty")
  func replacedRoot() throws {
    try HostFile.rename("\(directory)/jail", to: "\(directory)/old")
    try HostFile.makeSymbolicLink("\(directory)/jail", target: directory)
    #expect(try bench.read("f") == "text")
    #expect(bench.place("secret") == "ENOENT")
    try HostFile.removeTree("\(directory)/old")
    #expect(bench.place("f") == "ENOENT")
    #expect(bench.outcome { () throws(Errno) in try bench.make("new") } == "ENOENT")
  }

  @Test(
    "a guest mounts what it was given, and nothing beside it",
    arguments: [
      ("jail", "ok"), ("jail/d", "ok"), ("jail/./d/", "ok"), ("", "EPERM"), ("jailor", "EPERM"),
      ("jail/..", "EINVAL"), ("jail/d/../..", "EINVAL"), ("jail/missing", "ENOENT"),
      ("jail/f", "ENOTDIR"), ("jail/link", "ENOTDIR"),
    ])
  func grantBelow(path: String, expected: String) throws {
    try bench.populate("link -> ..")
    try HostFile.makeDirectories("\(directory)/jailor")
    let found = bench.outcome { () throws(Errno) in
      try bench.mount("hostfs", on: "d", options: "\(directory)/\(path)")
    }
    #expect(found == expected)
  }

  @Test("hostfs= gives a directory as the root of all paths; without any grant there is nothing")
  func grantRoot() throws {
    let bench = try FileBench()
    try bench.populate("m/")
    let mount = { (path: String) in
      bench.outcome { () throws(Errno) in try bench.mount("hostfs", on: "m", options: path) }
    }
    #expect(mount("/") == "EPERM")
    bench.files.hostGrant = HostGrant(root: Array("\(directory)/jail".utf8))
    // Whatever its path leads to later.
    try HostFile.rename("\(directory)/jail", to: "\(directory)/old")
    try HostFile.makeSymbolicLink("\(directory)/jail", target: "/")
    #expect(mount("/d") == "ok")
    #expect(mount("/etc") == "ENOENT")
    #expect(mount("") == "ok")
    #expect(try bench.names("m") == ["d", "f"])
    bench.files.hostGrant = HostGrant(root: Array("\(directory)/none".utf8))
    #expect(mount("/") == "ENOENT")
  }
}
