import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Archives of an initrd")
struct ArchiveTests {
  /// A file of a newc archive, header and padding included.
  private func entry(
    _ name: String, mode: UInt32 = 0o100644, _ contents: String = "", inode: UInt32 = 1,
    links: UInt32 = 1
  ) -> [UInt8] {
    let fields: [UInt32] = [
      inode, mode, 1, 2, links, 1234, UInt32(contents.utf8.count), 0, 0, 5, 1,
      UInt32(name.utf8.count + 1), 0,
    ]
    var bytes = Array("070701".utf8)
    for field in fields {
      let text = String(field, radix: 16)
      bytes += Array((String(repeating: "0", count: 8 - text.count) + text).utf8)
    }
    bytes += Array(name.utf8) + [0]
    while bytes.count % 4 != 0 { bytes.append(0) }
    bytes += Array(contents.utf8)
    while bytes.count % 4 != 0 { bytes.append(0) }
    return bytes
  }

  private func list(_ image: [UInt8]) throws -> [String] {
    var result: [String] = []
    try InitialArchive.forEach(in: image, memoryLimit: 1 << 20) { entry in
      let text = String(decoding: entry.contents, as: UTF8.self)
      result.append("\(String(decoding: entry.path, as: UTF8.self)):\(text)")
    }
    return result
  }

  @Test("files come out in order, from several archives with padding between them")
  func files() throws {
    let trailer = entry("TRAILER!!!")
    let first = entry("./etc", mode: 0o040755) + entry("/etc/motd", "hello") + trailer
    let second = entry("init", mode: 0o100755, "#!") + trailer
    let image = first + [UInt8](repeating: 0, count: 100) + second
    #expect(try list(image) == ["etc:", "etc/motd:hello", "init:#!"])
  }

  @Test("a member of gzip is unpacked")
  func gzip() throws {
    // `printf 'umltop\n' | gzip -n`
    let image: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2b, 0xcd, 0xcd, 0x29, 0xc9,
      0x2f, 0xe0, 0x02, 0x00, 0x04, 0x8d, 0xa8, 0xa3, 0x07, 0x00, 0x00, 0x00,
    ]
    let unpacked = try Gzip.unpack(image[...], limit: 100)
    #expect(unpacked.contents == Array("umltop\n".utf8))
    #expect(unpacked.length == image.count)
  }

  @Test(
    "what is wrong is said",
    arguments: [
      ([1, 2, 3], "neither a cpio archive (newc) nor a gzipped one"),
      ([0x1f, 0x8b, 8, 0], "corrupt gzip data"),
      (Array("070701xyz".utf8), "no cpio magic"),
    ] as [([UInt8], String)])
  func faults(image: [UInt8], message: String) throws {
    #expect(throws: BootError(message)) { try list(image) }
  }

  @Test("a header that promises more than there is ends the archive")
  func truncated() throws {
    let whole = entry("file", "contents")
    #expect(throws: BootError("unexpected end of archive")) {
      try list(Array(whole.dropLast(5)))
    }
  }
}
