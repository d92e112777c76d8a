import LinuxABI
import Testing

@testable import UMLEngine

@Suite("File locks")
struct FileLockTests {
  private final class Somebody {}

  /// Locks as text: `r0-10` is a read lock on bytes 0 to 9, `w5-` a write lock to the end.
  private func record(_ text: String, _ owner: FileLocks.Owner) throws -> FileLocks.Record {
    let ends = text.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
    let start = try #require(Int64(ends[0]))
    return FileLocks.Record(
      owner: owner, processID: 1, isExclusive: text.first == "w",
      range: start..<(Int64(ends[1]) ?? .max))
  }

  private func text(_ locks: FileLocks, _ owner: FileLocks.Owner) -> String {
    locks.records.filter { $0.owner == owner }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
      .map { record in
        let end = record.range.upperBound == .max ? "" : "\(record.range.upperBound)"
        return "\(record.isExclusive ? "w" : "r")\(record.range.lowerBound)-\(end)"
      }.joined(separator: " ")
  }

  @Test(
    "record locks of one owner replace, split and join",
    arguments: [
      (["w0-10", "w10-20"], "w0-20"), (["w0-10", "r3-5"], "w0-3 r3-5 w5-10"),
      (["w0-10", "u3-5"], "w0-3 w5-10"), (["r0-10", "w0-10"], "w0-10"),
      (["w0-", "u10-"], "w0-10"), (["r5-6", "r0-5", "r6-9"], "r0-9"), (["w0-", "u0-"], ""),
    ])
  func ranges(steps: [String], result: String) throws {
    let locks = FileLocks(BufferAccount(limit: 1 << 20))
    let somebody = Somebody()
    let owner = FileLocks.Owner.process(ObjectIdentifier(somebody))
    for step in steps {
      let record = try record(step, owner)
      if step.first == "u" {
        locks.unlock(record.range, ownedBy: owner)
      } else {
        try locks.set(record)
      }
    }
    #expect(text(locks, owner) == result)
  }

  @Test("record locks are refused when the kernel has no more for them")
  func shortage() throws {
    let objects = BufferAccount(limit: 1 << 12)
    let locks = FileLocks(objects)
    let somebody = Somebody()
    let owner = FileLocks.Owner.process(ObjectIdentifier(somebody))
    #expect(throws: Errno.noLocks) {
      for start in 0..<1000 { try locks.set(try record("w\(2 * start)-\(2 * start + 1)", owner)) }
    }
    #expect(locks.records.count > 10)
    locks.release(ownedBy: owner)
    #expect(objects.bytes == 0)
  }

  @Test(
    "locks of others conflict where they overlap, unless both only read",
    arguments: [
      ("r0-10", "r5-6", false), ("r0-10", "w5-6", true), ("w0-10", "r9-", true),
      ("w0-10", "w10-20", false),
    ])
  func conflicts(held: String, wanted: String, inTheWay: Bool) throws {
    let locks = FileLocks(BufferAccount(limit: 1 << 20))
    let (first, second) = (Somebody(), Somebody())
    let one = FileLocks.Owner.process(ObjectIdentifier(first))
    try locks.set(try record(held, one))
    let other = FileLocks.Owner.description(ObjectIdentifier(second))
    #expect((locks.conflict(try record(wanted, other)) != nil) == inTheWay)
    #expect(locks.conflict(try record(wanted, one)) == nil)
  }

  @Test("waiting in a circle is refused")
  func deadlock() throws {
    let waits = LockWaits()
    let owners = (0..<3).map { _ in Somebody() }
    let ids = owners.map { FileLocks.Owner.process(ObjectIdentifier($0)) }
    try waits.begin(ids[0], for: ids[1])
    try waits.begin(ids[1], for: ids[2])
    #expect(throws: Errno.deadlock) { try waits.begin(ids[2], for: ids[0]) }
    waits.end(ids[0])
    #expect(throws: Never.self) { try waits.begin(ids[2], for: ids[0]) }
  }
}
