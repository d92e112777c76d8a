/// A machine at one moment, for lists and tables.
public struct EngineSnapshot: Sendable {
  public struct Line: Sendable, Equatable {
    /// `con0`, `ssl3`.
    public let name: String
    /// What it is attached to: `pts:/dev/pts/4`.
    public let channel: String
    public let isOpen: Bool
  }

  public let name: String
  /// Nanoseconds.
  public let uptime: UInt64
  /// Bytes.
  public let memoryTotal: UInt64
  public let memoryUsed: UInt64
  public let processCount: Int
  /// Those that exist.
  public let lines: [Line]

  init(_ kernel: Kernel, name: String) {
    self.name = name
    uptime = kernel.clock.sinceStart
    kernel.refreshMemoryUse()
    memoryTotal = kernel.memory.total
    memoryUsed = kernel.memory.used
    processCount = kernel.processes.all.count
    lines = (kernel.terminals.consoles + kernel.terminals.serialLines).filter(\.exists).map {
      Line(name: $0.identity.name, channel: $0.description, isOpen: $0.isOpenByGuest)
    }
  }
}
