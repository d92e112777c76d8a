import LinuxABI

/// The options of prctl(2) about capabilities. See capabilities(7).
enum CapabilityControl {
  static func perform(
    _ option: ProcessControl, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let task = call.task
    let argument = call.word(1)
    switch option {
    case .getKeepCapabilities:
      return .value(task.credentials.secureBits.contains(.keepCapabilities) ? 1 : 0)
    case .setKeepCapabilities:
      guard argument <= 1 else { throw .invalidArgument }
      let isLocked = task.credentials.secureBits.contains(.keepCapabilitiesLocked)
      guard !isLocked else { throw .notPermitted }
      if argument == 1 {
        task.credentials.secureBits.insert(.keepCapabilities)
      } else {
        task.credentials.secureBits.remove(.keepCapabilities)
      }
    case .readBoundingCapability:
      let bounding = task.credentials.capabilities.bounding
      return .value(bounding.contains(try capability(argument)) ? 1 : 0)
    case .dropBoundingCapability:
      guard task.credentials.has(.setCapabilities) else { throw .notPermitted }
      task.credentials.capabilities.bounding.remove(try capability(argument))
    case .getSecureBits: return .value(Int(task.credentials.secureBits.rawValue))
    case .setSecureBits: try setSecureBits(argument, of: task)
    case .ambientCapability: return try changeAmbient(&call)
    default: throw .invalidArgument
    }
    return .value(0)
  }

  private static func capability(_ number: UInt64) throws(Errno) -> Capability {
    guard let number = Int32(exactly: number), let capability = Capability(rawValue: number) else {
      throw .invalidArgument
    }
    return capability
  }

  private static func setSecureBits(_ argument: UInt64, of task: Task) throws(Errno) {
    let old = task.credentials.secureBits
    let new = SecureBits(rawValue: UInt32(truncatingIfNeeded: argument))
    guard new.isSubset(of: .known), task.credentials.has(.setCapabilities),
      old.symmetricDifference(new).isDisjoint(with: old.locked),
      old.intersection(.locks).isSubset(of: new)
    else { throw .notPermitted }
    task.credentials.secureBits = new
  }

  private static func changeAmbient(
    _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let task = call.task
    let command = AmbientCapabilityCommand(rawValue: call.word(1))
    guard let command, call.word(3) == 0, call.word(4) == 0 else { throw .invalidArgument }
    if command == .clearAll {
      guard call.word(2) == 0 else { throw .invalidArgument }
      task.credentials.capabilities.ambient = .empty
      return .value(0)
    }
    let capability = try capability(call.word(2))
    let sets = task.credentials.capabilities
    switch command {
    case .isSet: return .value(sets.ambient.contains(capability) ? 1 : 0)
    case .raise:
      guard sets.permitted.contains(capability), sets.inheritable.contains(capability),
        !task.credentials.secureBits.contains(.noAmbientRaise)
      else { throw .notPermitted }
      task.credentials.capabilities.ambient.insert(capability)
    case .lower: task.credentials.capabilities.ambient.remove(capability)
    case .clearAll: break
    }
    return .value(0)
  }
}
