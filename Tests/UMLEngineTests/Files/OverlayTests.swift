import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

@Suite("Overlay")
final class OverlayTests {
  private let directory: String
  private let bench: FileBench

  init() throws {
    directory = try HostFile.makeTemporaryDirectory()
    try HostFile.makeDirectories("\(directory)/d/e")
    for name in ["f", "d/a", "d/b"] {
      try HostFile.writeAtomically(Array(name.utf8), to: "\(directory)/\(name)")
    }
    bench = try FileBench(rootType: "overlay", options: "lowerhost=\(directory)")
  }

  deinit { try? HostFile.removeTree(directory) }

  /// What is on the host, as text, to see that nothing changed.
  private func below() throws -> [String] {
    try HostFile.names(in: directory) + HostFile.names(in: "\(directory)/d")
      + ["f", "d/a", "d/b"].map { try HostFile.text(of: "\(directory)/\($0)") }
  }

  @Test("changes go above, and the tree below is left as it was")
  func untouched() throws {
    let before = try below()
    try bench.write("changed", to: "f")
    try bench.write("+", to: "d/a", at: 3)
    try bench.remove("d/b")
    try bench.populate("d/new", "d/e/deep")
    try bench.rename("d/a", to: "d/e/moved")
    try bench.find("d").inode.apply(AttributeChange(permissions: 0o711, userID: 7))
    #expect(try bench.read("f") == "changed")
    #expect(try bench.read("d/e/moved") == "d/a+")
    #expect(try bench.names("d") == ["e", "new"])
    #expect(bench.place("d/b") == "ENOENT")
    #expect(try bench.find("d").inode.status().userID == 7)
    #expect(try below() == before)
  }

  @Test("a name that was removed and made anew shows nothing of the old one")
  func replaced() throws {
    for name in ["d/a", "d/b"] { try bench.remove(name) }
    try bench.remove("d/e", isDirectory: true)
    try bench.remove("d", isDirectory: true)
    try bench.populate("d/")
    #expect(try bench.names("d") == [])
    try bench.populate("d/a")
    #expect(try bench.read("d/a") == "")
    #expect(try bench.names("/") == ["d", "f"])
  }

  @Test("a file that is open sees what is written after it was copied up")
  func openAcrossCopy() throws {
    let file = try bench.open("f", .readOnly)
    defer { file.release() }
    let number = try file.object.status().inode
    try bench.write("F", to: "f")
    #expect(try bench.contents(file) == [UInt8(ascii: "F")])
    #expect(try bench.find("f").inode.status().inode == number)
  }

  @Test("a full directory is not removed, whichever layer fills it")
  func fullDirectory() throws {
    #expect(
      bench.outcome { () throws(Errno) in try bench.remove("d", isDirectory: true) } == "ENOTEMPTY")
    try bench.populate("d/e/x")
    #expect(
      bench.outcome { () throws(Errno) in try bench.remove("d/e", isDirectory: true) }
        == "ENOTEMPTY")
    #expect(
      bench.outcome { () throws(Errno) in try bench.remove("d", isDirectory: true) } == "ENOTEMPTY")
  }

  @Test("a file that is copied up keeps its times")
  func times() throws {
    let inode = try bench.find("f").inode
    let before = try inode.status()
    try inode.apply(AttributeChange(permissions: 0o600))
    let after = try inode.status()
    #expect(after.mode.permissions == 0o600)
    #expect(after.modificationTime == before.modificationTime)
    #expect(after.accessTime == before.accessTime)
  }

  @Test("what cannot be copied whole is not copied at all")
  func shortOfRoom() throws {
    let size = bench.files.memorySize
    bench.files.memorySize = 0
    for _ in 0..<2 {
      #expect(bench.outcome { () throws(Errno) in try bench.write("x", to: "d/a") } == "ENOSPC")
    }
    #expect(try bench.read("d/a") == "d/a")
    bench.files.memorySize = size
    try bench.write("x", to: "d/a")
    #expect(try bench.read("d/a") == "x/a")
  }

  @Test("a directory with something below does not move: mv copies it")
  func movingDirectories() throws {
    #expect(bench.outcome { () throws(Errno) in try bench.rename("d", to: "g") } == "EXDEV")
    try bench.populate("new/", "new/f")
    try bench.rename("new", to: "d/new")
    #expect(try bench.names("d/new") == ["f"])
  }

  @Test("a listing shows every name once, and holds still while names go")
  func listing() throws {
    try bench.populate("d/new")
    try bench.write("up", to: "d/a")
    var position: Int64 = 0
    var seen: [String] = []
    let inode = try bench.find("d").inode
    while true {
      var sink = DirectorySink(recordsUpTo: 24, from: position)
      try inode.listDirectory(from: position, into: &sink)
      guard let record = DirentRecord.records(in: sink.recordBytes).first else { break }
      seen.append(String(decoding: record.name, as: UTF8.self))
      if record.type == .regular { try bench.remove("d/\(seen[seen.count - 1])") }
      position = sink.position
    }
    #expect(seen.sorted() == [".", "..", "a", "b", "e", "new"])
    #expect(try bench.names("d") == ["e"])
  }
}
