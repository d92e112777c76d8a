import LinuxABI

/// setuid(2), setgid(2) and their relatives: the same rules for the four numbers of a user and
/// those of a group.
struct IdentityChange: Sendable {
  typealias Number = WritableKeyPath<Credentials, UInt32> & Sendable

  let real: any Number
  let effective: any Number
  let saved: any Number
  let forFiles: any Number
  /// Allows any number.
  let capability: Capability

  static let user = IdentityChange(
    real: \.uid, effective: \.effectiveUID, saved: \.savedUID, forFiles: \.fileSystemUID,
    capability: .setUserID)
  static let group = IdentityChange(
    real: \.gid, effective: \.effectiveGID, saved: \.savedGID, forFiles: \.fileSystemGID,
    capability: .setGroupID)

  /// The argument that leaves a number as it is.
  private static let unchanged = UInt32.max

  /// setuid: all three for the privileged, the effective one for others.
  func set(_ call: SyscallContext) throws(Errno) -> SyscallOutcome {
    let number = call.uint32(0)
    guard number != Self.unchanged else { throw .invalidArgument }
    var new = call.task.credentials
    if new.has(capability) {
      new[keyPath: real] = number
      new[keyPath: saved] = number
    } else if number != new[keyPath: real] && number != new[keyPath: saved] {
      throw .notPermitted
    }
    return change(call, new, effective: number)
  }

  /// setreuid: the saved one follows when the real one is set, or the effective one leaves it.
  func setTwo(_ call: SyscallContext) throws(Errno) -> SyscallOutcome {
    let wanted = (real: call.uint32(0), effective: call.uint32(1))
    let old = call.task.credentials
    var new = old
    if !old.has(capability) {
      let own = [Self.unchanged, old[keyPath: real], old[keyPath: effective]]
      guard own.contains(wanted.real), (own + [old[keyPath: saved]]).contains(wanted.effective)
      else { throw .notPermitted }
    }
    if wanted.real != Self.unchanged { new[keyPath: real] = wanted.real }
    let isKept = wanted.effective == Self.unchanged
    let newEffective = isKept ? old[keyPath: effective] : wanted.effective
    if wanted.real != Self.unchanged || (!isKept && wanted.effective != old[keyPath: real]) {
      new[keyPath: saved] = newEffective
    }
    return change(call, new, effective: newEffective)
  }

  /// setresuid.
  func setThree(_ call: SyscallContext) throws(Errno) -> SyscallOutcome {
    let wanted = [call.uint32(0), call.uint32(1), call.uint32(2)]
    let old = call.task.credentials
    var new = old
    if !old.has(capability) {
      let own = [
        Self.unchanged, old[keyPath: real], old[keyPath: effective], old[keyPath: saved],
      ]
      guard wanted.allSatisfy(own.contains) else { throw .notPermitted }
    }
    if wanted[0] != Self.unchanged { new[keyPath: real] = wanted[0] }
    if wanted[2] != Self.unchanged { new[keyPath: saved] = wanted[2] }
    return change(
      call, new,
      effective: wanted[1] == Self.unchanged ? old[keyPath: effective] : wanted[1])
  }

  /// setfsuid: the only call that reports failure by reporting the old value.
  func setForFiles(_ call: SyscallContext) -> SyscallOutcome {
    let old = call.task.credentials
    let number = call.uint32(0)
    let own = [real, effective, saved, forFiles].map { old[keyPath: $0] }
    if own.contains(number) || (old.has(capability) && number != Self.unchanged) {
      call.task.credentials[keyPath: forFiles] = number
      call.task.credentials.adjustFileCapabilities(from: old)
      seal(call.task, was: old)
    }
    return .value(Int(old[keyPath: forFiles]))
  }

  /// Who becomes somebody else is no longer sent what it asked for before, and its memory may hold
  /// what its new peers are not to see. See PR_SET_PDEATHSIG and PR_SET_DUMPABLE in prctl(2).
  private func seal(_ task: Task, was old: Credentials) {
    let new = task.credentials
    guard [effective, forFiles].contains(where: { new[keyPath: $0] != old[keyPath: $0] }) else {
      return
    }
    task.parentDeathSignal = 0
    task.process.isDumpable = false
  }

  private func change(_ call: SyscallContext, _ credentials: Credentials, effective: UInt32)
    -> SyscallOutcome
  {
    var new = credentials
    new[keyPath: self.effective] = effective
    new[keyPath: forFiles] = effective
    let old = call.task.credentials
    new.adjustCapabilities(from: old)
    call.task.credentials = new
    seal(call.task, was: old)
    call.task.process.lastUserID = new.uid
    return .value(0)
  }
}
