import Testing

@testable import UMLEngine

@Suite("Shared anonymous memory")
struct SharedMemoryAccountTests {
  private var account = SharedMemoryAccount()

  private mutating func ask(_ length: UInt64, tid: Int32 = 1, call: UInt64 = 1) {
    account.add(.init(length: length, tid: tid, call: call))
  }

  @Test("a piece counts as a whole while any part of it is mapped")
  mutating func partlyUnmapped() {
    ask(100)
    account.recount([7: 10]) { _ in true }
    #expect(account.total == 100)
    account.recount([7: 1]) { _ in true }
    #expect(account.total == 100)
    account.recount([:]) { _ in true }
    #expect(account.total == 0)
  }

  @Test("a call that is not over counts, whatever the maps say")
  mutating func underWay() {
    ask(100)
    account.recount([:]) { _ in false }
    #expect(account.total == 100)
    account.recount([:]) { _ in true }
    #expect(account.total == 0)
  }

  @Test("of several calls that may have made a piece the largest counts")
  mutating func unknownOrigin() {
    ask(1)
    ask(60, tid: 2)
    ask(5, tid: 3)
    account.recount([7: 1]) { $0.tid == 1 }
    #expect(account.total == 65)
    account.recount([7: 1]) { _ in true }
    #expect(account.total == 60)
  }

  @Test("pieces of known size stay apart from new ones")
  mutating func severalPieces() {
    ask(10)
    account.recount([7: 10]) { _ in true }
    ask(30)
    account.recount([7: 10, 8: 2]) { _ in true }
    #expect(account.total == 40)
    account.recount([8: 2]) { _ in true }
    #expect(account.total == 30)
  }
}
