/// CPU time and faults the host accounted. Nanoseconds.
struct HostUsage {
  var userTime: UInt64 = 0
  var systemTime: UInt64 = 0
  var minorFaults: UInt64 = 0
  var majorFaults: UInt64 = 0
  var maximumResidentBytes: UInt64 = 0
}
