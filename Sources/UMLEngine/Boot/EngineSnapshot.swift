/// A machine at one moment, for lists and tables.
public struct EngineSnapshot: Sendable {
  /// A console or serial line.
  public struct Line: Sendable, Equatable {
    /// `con0`, `ssl3`.
    public let name: String
    /// What it is attached to: `pts:/dev/pts/4`.
    public let channel: String
    /// Whether a program of the guest has it open.
    public let isOpen: Bool
  }

  /// `umid=`.
  public let name: String
  /// Nanoseconds since it booted.
  public let uptime: UInt64
  /// `mem=`, in bytes.
  public let memoryTotal: UInt64
  /// Of it, in bytes.
  public let memoryUsed: UInt64
  /// Zombies included.
  public let processCount: Int
  /// Those that exist: consoles, then serial lines.
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
