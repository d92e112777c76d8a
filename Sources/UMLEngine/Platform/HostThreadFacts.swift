/// What proc_pid_stat(5) of the host tells about a thread.
struct HostThreadFacts {
  /// R, S, D, T or Z.
  var state: Character = "S"
  var startCode: UInt64 = 0
  var endCode: UInt64 = 0
  var startStack: UInt64 = 0
  var startData: UInt64 = 0
  var endData: UInt64 = 0
  var startBreak: UInt64 = 0
  var argumentStart: UInt64 = 0
  var argumentEnd: UInt64 = 0
  var environmentStart: UInt64 = 0
  var environmentEnd: UInt64 = 0
}
