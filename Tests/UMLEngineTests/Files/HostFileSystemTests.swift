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
    for (options, outcome) in [("\(path)/jail", "ok"), ("no/such", "ENOENT"), (".", "ok")] {
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
    #expect(try HostFile.status(of: "\(directory)/jail/made").permissions == 0o4712)
    #expect(
      bench.outcome { () throws(Errno) in try bench.make("null", .characterDevice) } == "EPERM")
    let file = try bench.open("unreadable", [.readWrite, .create], mode: [])
    defer { file.release() }
    try bench.write([1, 2], file, at: 0)
    #expect(try bench.contents(file) == [1, 2])
  }

  @Test("descriptors on the host stay few")
  func descriptors() throws {
    func open() throws -> Int { try HostFile.names(in: "/proc/self/fd").count }
    let before = try open()
    for index in 0..<400 { try bench.populate("x\(index)/", "x\(index)/y/", "x\(index)/y/f") }
    for index in 0..<400 { try bench.write("t", to: "x\(index)/y/f") }
    for index in 0..<400 { _ = try bench.read("x\(index)/y/f") }
    // Other tests open files meanwhile; two for each directory would be 800.
    #expect(try open() - before < 500)
  }
}
