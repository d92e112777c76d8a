import LinuxABI

/// Time stamps: utimensat and its ancestors.
enum FileTimeSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.utime, "utime", [.path, .address], utime),
    .init(SyscallNumber.utimes, "utimes", [.path, .address], utimes),
    .init(SyscallNumber.futimesat, "futimesat", [.descriptor, .path, .address], futimesat),
    .init(
      SyscallNumber.utimensat, "utimensat", [.descriptor, .path, .address, .flags], utimensat),
  ]

  private typealias Times = (access: AttributeChange.Time?, modification: AttributeChange.Time?)

  static func utime(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    var times: Times = (.now, .now)
    if let address = call.optionalAddress(1) {
      var reader = ByteReader(try call.memory.read(address, count: 16))
      times.access = .at(TimeSpec(seconds: reader.read()))
      times.modification = .at(TimeSpec(seconds: reader.read()))
    }
    return try set(&call, try call.location(directory: nil, path: 0, follow: true), times)
  }

  static func utimes(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let times = try microseconds(call, call.optionalAddress(1))
    return try set(&call, try call.location(directory: nil, path: 0, follow: true), times)
  }

  static func futimesat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let times = try microseconds(call, call.optionalAddress(2))
    guard call.word(1) != 0 else {
      return try set(&call, try call.location(of: call.file(0)), times)
    }
    return try set(&call, try call.location(directory: 0, path: 1, follow: true), times)
  }

  static func utimensat(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    var times: Times = (.now, .now)
    if let address = call.optionalAddress(2) {
      let values = TimeSpec.array(from: try call.memory.read(address, count: 2 * TimeSpec.size))
      times = (try change(values[0]), try change(values[1]))
      // Nothing to do: not even the path has to exist.
      if times.access == nil, times.modification == nil { return .value(0) }
    }
    let flags = try call.flags(3, known: [.symbolicLinkNoFollow, .emptyPath] as AtFlags)
    // No path at all is futimens(3).
    if call.word(1) == 0, call.int32(0) != AtFlags.workingDirectory {
      guard flags.isEmpty else { throw .invalidArgument }
      return try set(&call, try call.location(of: call.file(0)), times)
    }
    let place = try call.location(
      directory: 0, path: 1, follow: !flags.contains(.symbolicLinkNoFollow),
      allowsEmpty: flags.contains(.emptyPath))
    return try set(&call, place, times)
  }

  private static func set(_ call: inout SyscallContext, _ place: Location, _ times: Times)
    throws(Errno) -> SyscallOutcome
  {
    try call.kernel.files.setTimes(
      place, access: times.access, modification: times.modification, call.paths)
    return .value(0)
  }

  private static func change(_ time: TimeSpec) throws(Errno) -> AttributeChange.Time? {
    switch time.nanoseconds {
    case TimeSpec.nanosecondsNow: return .now
    case TimeSpec.nanosecondsOmit: return nil
    case 0..<1_000_000_000: return .at(time)
    default: throw .invalidArgument
    }
  }

  private static func microseconds(_ call: SyscallContext, _ address: GuestAddress?)
    throws(Errno) -> Times
  {
    guard let address else { return (.now, .now) }
    let values = TimeVal.array(from: try call.memory.read(address, count: 2 * TimeVal.size))
    for value in values where !(0..<1_000_000).contains(value.microseconds) {
      throw .invalidArgument
    }
    return (.at(values[0].timeSpec), .at(values[1].timeSpec))
  }
}
