import LinuxABI

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

extension HostUsage {
  /// As struct rusage.
  var layout: ResourceUsageLayout {
    var layout = ResourceUsageLayout()
    layout.userTime = TimeVal(TimeSpec(totalNanoseconds: Int64(clamping: userTime)))
    layout.systemTime = TimeVal(TimeSpec(totalNanoseconds: Int64(clamping: systemTime)))
    layout.maximumResidentSet = Int64(maximumResidentBytes / 1024)
    layout.minorFaults = Int64(clamping: minorFaults)
    layout.majorFaults = Int64(clamping: majorFaults)
    return layout
  }
}
