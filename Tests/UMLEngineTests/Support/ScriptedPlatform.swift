import LinuxABI

@testable import UMLEngine

/// A platform without guest programs: its threads do what a test tells them.
///
/// A thread's memory is an array; what the kernel answers is kept until somebody looks.
final class ScriptedPlatform: Platform {
  var delegate: (any PlatformDelegate)?
  private(set) var isShutDown = false

  func start(
    path: [UInt8], arguments: [[UInt8]], environment: [[UInt8]]
  ) throws(PlatformError) -> any GuestThread { ScriptedThread() }

  func begin(_ thread: any GuestThread) {}

  func shutDown() {
    isShutDown = true
    delegate = nil
  }

  /// A thread makes a system call. Returns the answer, nil while it waits.
  func call(_ thread: ScriptedThread, _ number: Int, _ arguments: [UInt64]) -> ScriptedThread
    .Answer?
  {
    var registers = InlineArray<6, UInt64>(repeating: 0)
    for (index, value) in arguments.enumerated() { registers[index] = value }
    thread.answer = nil
    delegate?.call(thread, number: number, arguments: registers)
    return thread.answer
  }
}
