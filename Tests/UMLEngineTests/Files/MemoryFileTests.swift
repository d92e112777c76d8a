import LinuxABI
import Testing

@testable import UMLEngine

@Suite("tmpfs")
struct MemoryFileTests {
  /// Small files are arrays, large ones memfds: the same has to hold on both sides.
  @Test("contents survive growing, cutting and holes", arguments: [100, 70_000, 300_000])
  func contents(size: Int) throws {
    let bench = try FileBench()
    let file = try bench.open("f", [.readWrite, .create])
    defer { file.release() }
    let text = (0..<size).map { UInt8(truncatingIfNeeded: $0 / 7) }
    try bench.write(text, file, at: 0)
    #expect(try Array(bench.contents(file)) == text)
    try bench.write([1, 2, 3], file, at: Int64(size) + 10)
    #expect(try bench.contents(file) == text + [UInt8](repeating: 0, count: 10) + [1, 2, 3])
    try file.object.truncate(to: 5)
    try file.object.truncate(to: 8)
    #expect(try bench.contents(file) == text.prefix(5) + [0, 0, 0])
    _ = try file.object.hostDescriptor(writable: true)
    try bench.write([9], file, at: 6)
    #expect(try bench.contents(file) == text.prefix(5) + [0, 9, 0])
  }

  @Test("a sparse file has holes and takes little room")
  func sparse() throws {
    let bench = try FileBench()
    let file = try bench.open("f", [.readWrite, .create])
    defer { file.release() }
    try bench.write([1], file, at: 8 << 20)
    let status = try file.object.status()
    #expect(status.size == 8 << 20 + 1)
    #expect(status.blockCount <= 16)
    #expect(try file.object.seek(0, .data, from: 0) == 8 << 20)
    #expect(try file.object.seek(0, .hole, from: 0) == 0)
    #expect(
      bench.outcome { () throws(Errno) in
        _ = try file.object.seek(8 << 20 + 1, .data, from: 0)
      } == "ENXIO")
  }

  @Test("a file that outlives its machine takes nobody along when it goes")
  func lastOwner() throws {
    var bench: FileBench? = try FileBench()
    try bench?.write(String(repeating: "x", count: 100_000), to: "f")
    var last = try bench?.find("f").inode
    let held = bench?.files.held
    weak let machine = bench?.files
    bench?.files.mounts.dismantle()
    bench = nil
    #expect(machine == nil && held?.bytes != 0 && last != nil)
    last = nil
    #expect(held?.bytes == 0)
  }

  @Test("a full file system says so, and room comes back")
  func limit() throws {
    let bench = try FileBench()
    try bench.populate("m/")
    try bench.mount("tmpfs", on: "m", options: "size=64k,nr_inodes=4")
    let file = try bench.open("m/f", [.writeOnly, .create])
    defer { file.release() }
    let block = [UInt8](repeating: 7, count: 64 << 10)
    try bench.write(block, file, at: 0)
    #expect(
      bench.outcome { () throws(Errno) in try bench.write([1], file, at: 64 << 10) } == "ENOSPC")
    #expect(bench.outcome { () throws(Errno) in try bench.write([1], file, at: 0) } == "ok")
    try file.object.truncate(to: 0)
    #expect(bench.outcome { () throws(Errno) in try bench.write(block, file, at: 0) } == "ok")
    try bench.populate("m/a", "m/b")
    #expect(bench.outcome { () throws(Errno) in try bench.populate("m/c") } == "ENOSPC")
  }

  @Test(
    "options",
    arguments: [
      ("size=1m", "ok"), ("size=50%", "ok"), ("size=x", "EINVAL"), ("mode=700,uid=5", "ok"),
      ("nonsense", "EINVAL"), ("", "ok"), ("size=99999999999999999999", "EINVAL"),
    ])
  func options(text: String, answer: String) throws {
    let bench = try FileBench()
    try bench.populate("m/")
    #expect(
      bench.outcome { () throws(Errno) in try bench.mount("tmpfs", on: "m", options: text) }
        == answer)
  }
}

extension FileBench {
  func contents(_ file: OpenFile) throws(Errno) -> [UInt8] {
    try file.readToEnd(limit: 1 << 24)
  }

  @Test("no mount gives more than the machine has", arguments: ["size=1t,nr_inodes=0", "size=0"])
  func machineLimit(options: String) throws {
    let bench = try FileBench()
    bench.files.memorySize = 1 << 20
    try bench.populate("m/")
    try bench.mount("tmpfs", on: "m", options: options)
    #expect(
      bench.outcome { () throws(Errno) -> Void in
        for index in 0..<20 {
          try bench.write(String(repeating: "x", count: 1 << 16), to: "m/\(index)")
        }
      } == "ENOSPC")
    #expect(
      bench.outcome { () throws(Errno) -> Void in
        for index in 0..<2000 { try bench.make("m/d\(index)", .directory) }
      } == "ENOSPC")
    #expect(bench.files.held.bytes <= 1 << 20)
  }

  @Test("of a file that is mapped the machine has room for every page")
  func mappedWhole() throws {
    let bench = try FileBench()
    bench.files.memorySize = 1 << 20
    let file = try bench.open("f", [.readWrite, .create])
    defer { file.release() }
    try file.object.truncate(to: 1 << 30)
    let map = {
      bench.outcome { () throws(Errno) in _ = try file.object.hostDescriptor(writable: false) }
    }
    #expect(map() == "ENOMEM")
    try file.object.truncate(to: 1 << 19)
    #expect(map() == "ok")
    #expect(bench.files.held.bytes >= 1 << 19)
    #expect(bench.outcome { () throws(Errno) in try file.object.truncate(to: 1 << 30) } == "ENOSPC")
    #expect(
      bench.outcome { () throws(Errno) in try bench.write([1], file, at: 1 << 30) } == "ENOSPC")
  }
}
