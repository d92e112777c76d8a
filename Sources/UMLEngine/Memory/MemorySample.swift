/// What a process had when it was last looked at, for as long as it cannot have more.
struct MemorySample {
  /// Anonymous pages and page tables.
  let bytes: UInt64
  /// Calls its threads had made.
  private let calls: UInt64
  /// All of them waited in the kernel.
  private let isResting: Bool

  init(of process: Process, bytes: UInt64) {
    self.bytes = bytes
    calls = Self.calls(of: process)
    isResting = Self.rests(process)
  }

  /// Whether it has not run since.
  func holds(for process: Process) -> Bool {
    isResting && Self.rests(process) && calls == Self.calls(of: process)
  }

  private static func calls(of process: Process) -> UInt64 {
    process.threads.reduce(0) { $0 &+ $1.callCount }
  }

  private static func rests(_ process: Process) -> Bool {
    process.threads.allSatisfy { $0.blocked != nil }
  }
}
