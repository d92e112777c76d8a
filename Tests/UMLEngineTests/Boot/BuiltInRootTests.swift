import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

@Suite("The built-in root")
struct BuiltInRootTests {
  @Test(
    "it is made once, from the host's busybox-static",
    .enabled(if: (try? BusyBox.find()) != nil, "there is no static busybox"))
  func preparing() throws {
    let cache = try HostFile.makeTemporaryDirectory()
    defer { try? HostFile.removeTree(cache) }
    let path = try BuiltInRoot.prepare(cache: "\(cache)/umltop")
    #expect(try HostFile.readLink("\(path)/sbin/init") == "/bin/busybox")
    #expect(try HostFile.status(of: "\(path)/tmp").permissions == 0o1777)
    #expect(try HostFile.text(of: "\(path)/etc/passwd").hasPrefix("root:x:0:0:"))
    let made = try HostFile.status(of: path)
    #expect(try BuiltInRoot.prepare(cache: "\(cache)/umltop") == path)
    #expect(try HostFile.status(of: path).isSameFile(as: made))
    #expect(try HostFile.names(in: "\(cache)/umltop").count == 1)
  }

  @Test(
    "a cache that everybody can write is no place for it",
    .enabled(if: (try? BusyBox.find()) != nil, "there is no static busybox"))
  func openCache() throws {
    let cache = try HostFile.makeTemporaryDirectory()
    defer { try? HostFile.removeTree(cache) }
    try HostFile.open(cache, .directory).setPermissions(0o777)
    let error = #expect(throws: BootError.self) { try BuiltInRoot.prepare(cache: cache) }
    #expect(error?.description.contains("everybody may write there") == true)
  }

  @Test("a cache that cannot be written is named")
  func unwritable() throws {
    let cache = try HostFile.makeTemporaryDirectory()
    defer { try? HostFile.removeTree(cache) }
    try HostFile.writeAtomically([], to: "\(cache)/umltop")
    let error = #expect(throws: BootError.self) {
      try BuiltInRoot.prepare(cache: "\(cache)/umltop/deeper")
    }
    #expect(error?.description.contains("\(cache)/umltop") == true)
  }

  @Test("every line that leads somewhere gets a login")
  func table() {
    let text = GuestFiles.table([
      .init(device: "tty0", terminalType: "xterm-256color"),
      .init(device: "ttyS1", terminalType: "vt100"),
    ])
    #expect(text.contains("\ntty0::respawn:/sbin/getty -L 0 tty0 xterm-256color\n"))
    #expect(text.contains("\nttyS1::respawn:/sbin/getty -L 0 ttyS1 vt100\n"))
    #expect(text.hasSuffix("::restart:/sbin/init\n"))
  }
}
