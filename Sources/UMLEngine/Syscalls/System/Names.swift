import LinuxABI

/// What the machine is called and what it has. See uname(2), sysinfo(2), sethostname(2).
enum SystemSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.uname, "uname", [.address], uname),
    .init(SyscallNumber.sethostname, "sethostname", [.string, .length]) { call throws(Errno) in
      call.kernel.hostname = try name(call)
      return .value(0)
    },
    .init(SyscallNumber.setdomainname, "setdomainname", [.string, .length]) { call throws(Errno) in
      call.kernel.domainName = try name(call)
      return .value(0)
    },
    .init(SyscallNumber.sysinfo, "sysinfo", [.address], sysinfo),
  ]

  private static func name(_ call: SyscallContext) throws(Errno) -> [UInt8] {
    guard call.task.credentials.has(.administration) else { throw .notPermitted }
    let length = call.int32(1)
    guard (0...64).contains(length) else { throw .invalidArgument }
    return try call.memory.read(call.address(0), count: Int(length))
  }

  private static func uname(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let kernel = call.kernel
    let personality = Personality(rawValue: call.task.process.personality)
    let names = SystemNamesLayout(
      system: "Linux", node: String(decoding: kernel.hostname, as: UTF8.self),
      release: personality.contains(.unameLike26) ? "2.6.41" : KernelIdentity.release,
      version: KernelIdentity.version, machine: KernelIdentity.machine,
      domain: String(decoding: kernel.domainName, as: UTF8.self))
    try call.memory.write(names.bytes, to: call.address(0))
    return .value(0)
  }

  private static func sysinfo(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let kernel = call.kernel
    kernel.refreshMemoryUse()
    var layout = SystemInformationLayout()
    layout.uptime = Int64(kernel.clock.sinceStart / 1_000_000_000)
    layout.totalMemory = kernel.memory.total
    layout.freeMemory = kernel.memory.free
    layout.sharedMemory = kernel.memory.fileBytes
    layout.processes = UInt16(clamping: kernel.processes.taskCount)
    try call.memory.write(layout.bytes, to: call.address(0))
    return .value(0)
  }
}
