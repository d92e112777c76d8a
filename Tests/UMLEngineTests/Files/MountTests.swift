import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Mounts")
struct MountTests {
  @Test("a mount covers a directory, and `..` leads out of it")
  func covers() throws {
    let bench = try FileBench()
    try bench.populate("m/", "m/below", "f")
    try bench.mount("tmpfs", on: "m")
    #expect(try bench.names("m") == [])
    try bench.populate("m/d/")
    #expect(bench.place("m/d/../../f") == "/f")
    #expect(bench.place("m/d") == "/m/d")
    #expect(
      bench.outcome { () throws(Errno) in try bench.remove("m", isDirectory: true) } == "EBUSY")
    #expect(bench.outcome { () throws(Errno) in try bench.rename("m", to: "x") } == "EBUSY")
    #expect(bench.outcome { () throws(Errno) in try bench.rename("m/d", to: "d") } == "EXDEV")
    try bench.files.unmount(try bench.find("m").mount)
    #expect(try bench.names("m") == ["below"])
  }

  @Test("bind mounts show the same files elsewhere, with their own options")
  func bind() throws {
    let bench = try FileBench()
    try bench.populate("a/", "a/sub/", "b/")
    try bench.mount("tmpfs", on: "a/sub")
    try bench.populate("a/sub/inner")
    try bench.files.bind(bench.find("a"), on: bench.find("b"), recursive: false)
    #expect(try bench.names("b/sub") == [])
    try bench.files.unmount(try bench.find("b").mount)
    try bench.files.bind(bench.find("a"), on: bench.find("b"), recursive: true)
    #expect(try bench.names("b/sub") == ["inner"])
    #expect(bench.place("b/sub/inner") == "/b/sub/inner")

    try bench.files.remount(bench.find("b"), [.bind, .readOnly], [])
    #expect(bench.outcome { () throws(Errno) in try bench.populate("b/x") } == "EROFS")
    #expect(bench.outcome { () throws(Errno) in try bench.populate("a/x") } == "ok")
  }

  @Test("a read-only file system refuses every change")
  func readOnly() throws {
    let bench = try FileBench()
    try bench.populate("m/")
    try bench.mount("tmpfs", on: "m", .readOnly)
    let place = try bench.find("m")
    #expect(bench.outcome { () throws(Errno) in try bench.populate("m/x") } == "EROFS")
    #expect(
      bench.outcome { () throws(Errno) in
        try bench.files.setPermissions(place, 0o700, bench.context)
      } == "EROFS")
    try bench.files.remount(place, [], [])
    #expect(bench.outcome { () throws(Errno) in try bench.populate("m/x") } == "ok")
  }

  @Test("moving a mount, and not into itself")
  func move() throws {
    let bench = try FileBench()
    try bench.populate("a/", "b/")
    try bench.mount("tmpfs", on: "a")
    try bench.populate("a/x/")
    #expect(
      bench.outcome { () throws(Errno) in
        try bench.files.move(bench.find("a"), to: bench.find("a/x"))
      } == "ELOOP")
    try bench.files.move(bench.find("a"), to: bench.find("b"))
    #expect(try bench.names("a") == [])
    #expect(bench.place("b/x") == "/b/x")
  }

  @Test("pivot_root turns the tree round a mount")
  func pivot() throws {
    let bench = try FileBench()
    try bench.populate("new/", "old-file")
    try bench.mount("tmpfs", on: "new")
    try bench.populate("new/put/", "new/file")
    let newRoot = try bench.find("new")
    try bench.files.pivot(to: newRoot, oldAt: bench.find("new/put"), root: bench.root.root)
    bench.root.root = newRoot
    bench.root.workingDirectory = newRoot
    #expect(bench.place("/file") == "/file")
    #expect(bench.place("/put/old-file") == "/put/old-file")
    #expect(bench.place("/put/..") == "/")
  }
}
