/// What an observer of a machine is told, on the machine's thread.
public enum EngineEvent: Sendable {
  /// A step of the boot begins: `host checks`, `memory`, `devices`, `root`, `init`.
  case step(String)
  case log(LogRecord)
  /// The first program runs.
  case running
  /// The guest ended, or begins again.
  case ended(MachineEnding)
}
