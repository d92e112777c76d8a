/// What a process and the children it has waited for have used.
struct ProcessUsage {
  /// Final figures of the process itself; while it lives the host is asked.
  var own = HostUsage()
  var children = HostUsage()
}

extension HostUsage {
  mutating func add(_ other: HostUsage) {
    userTime += other.userTime
    systemTime += other.systemTime
    minorFaults += other.minorFaults
    majorFaults += other.majorFaults
    maximumResidentBytes = max(maximumResidentBytes, other.maximumResidentBytes)
  }
}
