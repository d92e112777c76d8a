import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Path walk")
struct PathWalkTests {
  static let longName = String(repeating: "n", count: 256)

  @Test(
    "a path leads to a place, or to an errno",
    arguments: [
      ("/", "/"), ("///d//f", "/d/f"), ("d/./f", "/d/f"), ("d/../d/f", "/d/f"),
      ("/../../d", "/d"), ("", "ENOENT"), ("missing", "ENOENT"), ("missing/f", "ENOENT"),
      ("f/x", "ENOTDIR"), ("f/..", "ENOTDIR"), ("f/", "ENOTDIR"), ("d/", "/d"),
      ("toD/f", "/d/f"), ("toD/", "/d"), ("toF/", "ENOTDIR"), ("up/d", "/d"),
      ("absolute/f", "/d/f"), ("dangling", "ENOENT"), ("loop", "ELOOP"), ("chain41", "ELOOP"),
      ("chain40", "/f"), ("d/\(longName)", "ENAMETOOLONG"), ("missing/\(longName)", "ENOENT"),
    ])
  func leads(path: String, place: String) throws {
    let bench = try FileBench()
    try bench.populate(
      "d/", "d/f", "f", "toD -> d", "toF -> f", "up -> d/../d/..", "absolute -> /d",
      "dangling -> nowhere", "loop -> loop", "chain1 -> f")
    for index in 2...41 { try bench.populate("chain\(index) -> chain\(index - 1)") }
    #expect(bench.place(path) == place)
  }

  @Test(
    "a last link is followed only when asked for, or when a slash follows",
    arguments: [("toD", "/toD"), ("toD/", "/d"), ("toD/f", "/d/f"), ("d/../toD", "/toD")])
  func lastLink(path: String, place: String) throws {
    let bench = try FileBench()
    try bench.populate("d/", "d/f", "toD -> d")
    #expect(bench.place(path, follow: false) == place)
  }

  @Test("others need x on every directory of the way, and links and `..` do not help")
  func permissions() throws {
    let bench = try FileBench()
    try bench.populate("closed/", "closed/open/", "closed/open/f", "in -> closed/open")
    try bench.find("closed").inode.apply(AttributeChange(permissions: 0o700))
    bench.credentials = FileBench.user(1000)
    #expect(bench.place("closed") == "/closed")
    #expect(bench.place("closed/open") == "EACCES")
    #expect(bench.place("in/f") == "EACCES")
    bench.root.workingDirectory = try FileBench.inside(bench, "closed/open")
    #expect(bench.place("f") == "/closed/open/f")
    #expect(bench.place("../open/f") == "EACCES")
  }

  @Test("`..` stays within a changed root")
  func changedRoot() throws {
    let bench = try FileBench()
    try bench.populate("jail/", "jail/d/", "jail/out -> ../../f", "f")
    let jail = try bench.find("jail")
    bench.root.root = jail
    bench.root.workingDirectory = jail
    #expect(bench.place("..") == "/")
    #expect(bench.place("d/../../..") == "/")
    #expect(bench.place("out") == "ENOENT")
    #expect(bench.place("/d") == "/d")
  }

  @Test("a link in a sticky directory of all is followed by its owner and root's only")
  func protectedLinks() throws {
    let bench = try FileBench()
    try bench.populate("f", "tmp/")
    try bench.find("tmp").inode.apply(AttributeChange(permissions: 0o1777))
    bench.credentials = FileBench.user(1000)
    try bench.populate("tmp/mine -> /f")
    #expect(bench.place("tmp/mine") == "/f")
    bench.credentials = FileBench.user(1001)
    #expect(bench.place("tmp/mine") == "EACCES")
  }
}

extension FileBench {
  /// A place, found by root.
  static func inside(_ bench: FileBench, _ path: String) throws(Errno) -> Location {
    try bench.files.resolve(Array(path.utf8), PathContext(bench.root))
  }
}
