import LinuxABI
import UMLHost

/// What the host knows of a thread, and the limits it enforces for it.
extension NotifyThread {
  func usage() -> HostUsage { HostAccounting.usage(of: hostProcess) }
  func registerBytes() -> [UInt8] { Tracee.registers(hostThread)?.bytes ?? [] }
  func processorTime(ofProcess: Bool) -> UInt64 {
    ofProcess
      ? UInt64(clamping: HostClock.processorNanoseconds(ofProcess: hostProcess))
      : HostAccounting.processorTime(of: hostThread, in: hostProcess)
  }
  func memoryUsage() -> HostMemoryUse {
    HostAccounting.memory(of: hostThread)
  }
  func lentFiles() -> [HostFileKey] { HostAccounting.openFiles(of: hostThread) }
  func anonymousShare() -> UInt64? { HostAccounting.share(of: hostThread) }
  func facts() -> HostThreadFacts { HostAccounting.facts(of: hostThread, in: hostProcess) }
  func commandLine() -> [UInt8] {
    (try? HostFile.contents(of: "/proc/\(hostProcess)/cmdline")) ?? []
  }
  func environment() -> [UInt8] {
    (try? HostFile.contents(of: "/proc/\(hostProcess)/environ")) ?? []
  }
  func mappings() -> [HostMappingEntry] { HostAccounting.mappings(of: hostThread) }
  func detailedMappings() -> [(HostMappingEntry, String)] {
    HostAccounting.detailedMappings(of: hostThread)
  }

  func setLimit(_ kind: ResourceKind, soft: UInt64) {
    // A process that is gone needs no limits.
    try? GuestControl.setSoftLimit(kind, of: hostProcess, soft)
  }

  func processors() throws(Errno) -> [Int] { try HostProcessors.allowed(to: hostThread) }

  func setProcessors(_ numbers: [Int]) throws(Errno) {
    try HostProcessors.restrict(hostThread, to: numbers)
  }
}
