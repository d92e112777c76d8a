import LinuxABI
import Testing

@testable import UMLHost

@Suite(.timeLimit(.minutes(1)))
struct FileTests {
  @Test(
    "only single components are file names",
    arguments: [
      ("a", nil), ("..a", nil), ("ä\u{1}", nil), ("", Errno.noSuchFileOrDirectory),
      (".", .invalidArgument), ("..", .invalidArgument), ("a/b", .invalidArgument),
      ("/", .invalidArgument), ("a\0b", .invalidArgument),
      (String(repeating: "x", count: 255), nil),
      (String(repeating: "x", count: 256), .fileNameTooLong),
    ] as [(String, Errno?)])
  func fileNames(text: String, expected: Errno?) {
    var found: Errno?
    do throws(Errno) { _ = try HostFileName(text) } catch { found = error }
    #expect(found == expected)
  }

  @Test("symbolic links are refused, and opened themselves as a place")
  func jail() throws {
    let jail = try TemporaryDirectory()
    let directory = jail.descriptor
    try directory.makeSymbolicLink("out", target: Array("/etc".utf8))
    #expect(throws: Errno.tooManySymbolicLinkLevels) { try directory.open("out", []).close() }
    #expect(throws: Errno.tooManySymbolicLinkLevels) {
      try directory.open("out", [.directory]).close()
    }
    let link = SharedDescriptor(try directory.open("out", [.path, .noFollow]))
    #expect(try link.status().type == .symbolicLink)
    #expect(try directory.readLink("out") == Array("/etc".utf8))
    #expect(throws: Errno.notSupported) { try link.setPermissions(0o600) }
  }

  @Test("names are made, moved, linked, listed and removed")
  func names() throws {
    let temporary = try TemporaryDirectory()
    let directory = temporary.descriptor
    try directory.makeDirectory("d", permissions: 0o700)
    let inner = SharedDescriptor(try directory.open("d", [.directory]))
    try directory.open("f", [.create, .exclusive, .readWrite]).writeAll([1, 2, 3])
    try directory.open("f", [.path, .noFollow]).linkSelf(to: inner.borrowed, "g")
    try directory.makeNode("p", mode: FileType.fifo.modeBits | 0o600)
    try directory.makeNode("s", mode: FileType.socket.modeBits | 0o600)
    #expect(throws: Errno.fileExists) {
      try directory.rename("f", to: directory.borrowed, "p", .noReplace)
    }
    try directory.rename("f", to: directory.borrowed, "h")

    let list = try directory.openDirectoryAgain().listWholeDirectory()
    let types = Dictionary(
      uniqueKeysWithValues: list.map { (String(decoding: $0.name, as: UTF8.self), $0.type) })
    #expect(types == ["d": .directory, "h": .regular, "p": .fifo, "s": .socket])
    let status = try inner.status(of: "g")
    #expect(status.linkCount == 2)
    #expect(status.size == 3)
    try inner.unlink("g")
    try directory.removeDirectory("d")
    #expect(throws: Errno.noSuchFileOrDirectory) { try directory.status(of: "d") }
  }

  @Test("a listing goes on after any cookie")
  func cookies() throws {
    let temporary = try TemporaryDirectory()
    for number in 0..<100 {
      let name = try HostFileName("file-\(number)")
      try temporary.descriptor.open(name, [.create, .writeOnly]).close()
    }
    let directory = SharedDescriptor(try temporary.descriptor.openDirectoryAgain())
    var seen: [[UInt8]] = []
    var cookie: Int64 = 0
    // Room for a few entries each time.
    while let part = try? directory.listDirectory(after: cookie, bufferSize: 200),
      let last = part.last
    {
      seen += part.map(\.name)
      cookie = last.cookie
    }
    #expect(seen.count == 102)
    #expect(Set(seen).count == 102)
  }

  @Test("attributes change through an O_PATH descriptor too", arguments: [false, true])
  func attributes(byPlace: Bool) throws {
    let temporary = try TemporaryDirectory()
    try temporary.descriptor.open("f", [.create, .writeOnly]).close()
    let file = SharedDescriptor(
      try temporary.descriptor.open("f", byPlace ? [.path] : [.readWrite]))
    try file.setTimes(access: .keep, modification: .set(TimeSpec(seconds: -5, nanoseconds: 7)))
    try file.setOwner(user: HostSystem.userID, group: nil)
    // Last: a change of owner takes the set-ID bits away.
    try file.setPermissions(0o4751)
    let status = try file.status()
    #expect(status.permissions == 0o4751)
    #expect(status.modificationTime == TimeSpec(seconds: -5, nanoseconds: 7))
    #expect(try file.fileSystemStatus().blockSize > 0)
    do throws(Errno) {
      try file.setExtendedAttribute("user.test", [1, 2])
    } catch {
      // Some file systems have none; then nothing more can be said.
      #expect(error == .notSupported)
      return
    }
    #expect(try file.extendedAttribute("user.test") == [1, 2])
  }

  @Test("contents are read and written by place")
  func contents() throws {
    let file = SharedDescriptor(try HostFile.memory(name: "contents", size: 1 << 20))
    try file.write([1, 2, 3, 4], at: 70_000)
    #expect(try file.read(upTo: 3, at: 70_001) == [2, 3, 4])
    #expect(try file.seek(to: 0, from: .data) == 69632)
    #expect(try file.seek(to: 69632, from: .hole) == 73728)
    try file.punchHole(offset: 69632, length: 4096)
    #expect(try file.read(upTo: 1, at: 70_000) == [0])
  }

  @Test("trees are made and removed, links in them not followed")
  func trees() throws {
    let temporary = try TemporaryDirectory()
    let path = temporary.path
    try HostFile.makeDirectories("\(path)/a/b/c")
    try HostFile.makeDirectories("\(path)/keep")
    try HostFile.writeAtomically([1], to: "\(path)/keep/file")
    try HostFile.writeAtomically([2], to: "\(path)/keep/file")
    try HostFile.makeSymbolicLink("\(path)/a/b/link", target: "\(path)/keep")
    try HostFile.removeTree("\(path)/a")
    try HostFile.removeTree("\(path)/a")
    #expect(try HostFile.names(in: path) == ["keep"])
    #expect(try HostFile.names(in: "\(path)/keep") == ["file"])
    #expect(try HostFile.contents(of: "\(path)/keep/file") == [2])
  }

  @Test(
    "paths are taken apart",
    arguments: [
      ("/a/b", "/a", "b"), ("/a//b/", "/a", "b"), ("/a", "/", "a"), ("a", ".", "a"),
      ("/", "/", "/"),
    ])
  func paths(path: String, parent: String, last: String) {
    #expect(HostFile.parentPath(of: path) == parent)
    #expect(HostFile.lastName(of: path) == last)
  }
}
