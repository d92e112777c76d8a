import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Names")
struct NameTests {
  private func bench() throws -> FileBench {
    let bench = try FileBench()
    try bench.populate("d/", "d/e/", "d/f", "empty/", "f", "g", "l -> f")
    return bench
  }

  @Test(
    "unlink and rmdir",
    arguments: [
      ("f", false, "ok"), ("d", false, "EISDIR"), ("d", true, "ENOTEMPTY"),
      ("empty", true, "ok"), ("empty/", true, "ok"), ("f", true, "ENOTDIR"),
      ("f/", false, "ENOTDIR"), ("empty/.", true, "EINVAL"), ("empty/..", true, "ENOTEMPTY"),
      ("/", true, "EBUSY"), ("l", false, "ok"), ("l/", false, "ENOTDIR"),
      ("missing", false, "ENOENT"), (".", false, "EISDIR"),
    ])
  func removal(path: String, isDirectory: Bool, answer: String) throws {
    let bench = try bench()
    let outcome = bench.outcome { () throws(Errno) in
      try bench.remove(path, isDirectory: isDirectory)
    }
    #expect(outcome == answer)
  }

  @Test(
    "rename",
    arguments: [
      ("f", "new", "ok"), ("f", "g", "ok"), ("f", "f", "ok"), ("missing", "x", "ENOENT"),
      ("f", "d", "EISDIR"), ("d", "f", "ENOTDIR"), ("d", "empty", "ok"),
      ("empty", "d", "ENOTEMPTY"),
      ("d", "d/e/x", "EINVAL"), ("d/e", "d", "ENOTEMPTY"), ("f", "new/", "ENOTDIR"),
      ("d", "new/", "ok"), ("f", "missing/x", "ENOENT"), (".", "x", "EBUSY"),
      ("f", "d/..", "EBUSY"),
      ("l", "m", "ok"),
    ])
  func rename(path: String, newPath: String, answer: String) throws {
    let bench = try bench()
    #expect(
      bench.outcome { () throws(Errno) in try bench.rename(path, to: newPath) } == answer)
  }

  @Test("rename without replacing, and exchanging")
  func renameFlags() throws {
    let bench = try bench()
    try bench.write("f's", to: "f")
    #expect(
      bench.outcome { () throws(Errno) in try bench.rename("f", to: "g", .noReplace) } == "EEXIST")
    try bench.rename("f", to: "d", .exchange)
    #expect(try bench.read("d") == "f's")
    #expect(try bench.names("f") == ["e", "f"])
    #expect(bench.place("f/e/..") == "/f")
  }

  @Test(
    "a slash at the end of a new name asks for a directory",
    arguments: [
      (FileType.regular, "ENOENT"), (.symbolicLink, "ENOENT"), (.fifo, "ENOENT"),
      (.directory, "ok"),
    ])
  func slash(type: FileType, answer: String) throws {
    let bench = try bench()
    #expect(
      bench.outcome { () throws(Errno) in try bench.make("new/", type, target: "f") } == answer)
  }

  @Test("there is nothing to exchange with")
  func exchangeWithNothing() throws {
    let bench = try bench()
    #expect(
      bench.outcome { () throws(Errno) in try bench.rename("f", to: "new", .exchange) } == "ENOENT")
  }

  @Test("a directory that may not be written changes its parent no more than its names")
  func parents() throws {
    let bench = try bench()
    for name in ["d", "empty"] { try bench.find(name).inode.apply(AttributeChange(userID: 1000)) }
    try bench.find("d/e").inode.apply(AttributeChange(permissions: 0o555, userID: 1000))
    bench.credentials = FileBench.user(1000)
    try bench.rename("d/e", to: "d/x")
    #expect(
      bench.outcome { () throws(Errno) in try bench.rename("d/x", to: "empty/x") } == "EACCES")
  }

  @Test(
    "others' files get no more names from who may not read and write them",
    arguments: [
      (FileMode(rawValue: 0o644), "EPERM"), (0o666, "ok"), (0o4666, "EPERM"), (0o2676, "EPERM"),
    ])
  func protectedLinks(mode: FileMode, answer: String) throws {
    let bench = try bench()
    try bench.find("d").inode.apply(AttributeChange(permissions: 0o777))
    try bench.find("f").inode.apply(AttributeChange(permissions: mode))
    let file = try bench.find("f")
    bench.credentials = FileBench.user(1000)
    let outcome = bench.outcome { () throws(Errno) in
      try bench.files.link(
        file, to: Array("d/link".utf8), from: bench.root.workingDirectory, bench.context)
    }
    #expect(outcome == answer)
  }

  @Test("in a sticky directory others' names stay")
  func sticky() throws {
    let bench = try bench()
    try bench.find("d").inode.apply(AttributeChange(permissions: 0o1777))
    bench.credentials = FileBench.user(1000)
    try bench.populate("d/mine")
    #expect(bench.outcome { () throws(Errno) in try bench.remove("d/f") } == "EPERM")
    #expect(bench.outcome { () throws(Errno) in try bench.rename("d/f", to: "d/x") } == "EPERM")
    #expect(bench.outcome { () throws(Errno) in try bench.remove("d/mine") } == "ok")
  }

  @Test("open with O_CREAT: links, O_EXCL, directories and slashes")
  func creation() throws {
    let bench = try bench()
    try bench.populate("dangling -> made", "toD -> d")
    let table: [(String, OpenFlags, String)] = [
      ("dangling", [.create, .exclusive, .writeOnly], "EEXIST"),
      ("dangling", [.create, .writeOnly, .noFollow], "ELOOP"),
      ("dangling", [.create, .writeOnly], "ok"), ("d", [.create, .writeOnly], "EISDIR"),
      ("d", [.create], "EISDIR"), ("x/", [.create, .writeOnly], "EISDIR"),
      ("f", [.create, .exclusive], "EEXIST"), ("toD", [.directory, .noFollow], "ENOTDIR"),
      ("l", [.noFollow], "ELOOP"), ("f", [.directory], "ENOTDIR"), ("d", [.writeOnly], "EISDIR"),
      ("missing/x", [.create, .writeOnly], "ENOENT"), ("f/x", [.create, .writeOnly], "ENOTDIR"),
    ]
    for (path, flags, answer) in table {
      let outcome = bench.outcome { () throws(Errno) in try bench.open(path, flags).release() }
      #expect(outcome == answer, "\(path) \(flags)")
    }
    #expect(try bench.names("/").contains("made"))
  }

  @Test("a listing goes on where it was while names come and go")
  func stableListing() throws {
    let bench = try FileBench()
    for index in 0..<50 { try bench.populate("n\(index)") }
    let inode = try bench.find("/").inode
    var seen: Set<String> = []
    var position: Int64 = 0
    while true {
      var sink = DirectorySink(recordsUpTo: 200, from: position)
      try inode.listDirectory(from: position, into: &sink)
      let records = DirentRecord.records(in: sink.recordBytes)
      if records.isEmpty { break }
      for record in records {
        let name = String(decoding: record.name, as: UTF8.self)
        #expect(seen.insert(name).inserted, "\(name) twice")
        if name.hasPrefix("n") { try bench.remove(name) }
      }
      try bench.populate("late\(position)")
      position = sink.position
      if seen.count > 200 { break }
    }
    #expect((0..<50).allSatisfy { seen.contains("n\($0)") })
  }
}
