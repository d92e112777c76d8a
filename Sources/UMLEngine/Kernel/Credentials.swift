import LinuxABI

/// Who a task is to permission checks. See credentials(7).
struct Credentials: Equatable {
  var uid: UInt32 = 0
  var effectiveUID: UInt32 = 0
  var savedUID: UInt32 = 0
  var fileSystemUID: UInt32 = 0
  var gid: UInt32 = 0
  var effectiveGID: UInt32 = 0
  var savedGID: UInt32 = 0
  var fileSystemGID: UInt32 = 0
  private(set) var groups: [UInt32] = []
  /// What a long list takes of the kernel's memory: tasks that have it by fork(2) share it.
  private var groupsCharge: BufferCharge?
  var capabilities = CapabilitySets()
  var secureBits: SecureBits = []

  static var root: Credentials { Credentials() }

  /// Whether the effective set holds a capability. See capabilities(7).
  func has(_ capability: Capability) -> Bool { capabilities.effective.contains(capability) }

  /// What a change of user numbers does to the capabilities: leaving root loses them. See
  /// capabilities(7).
  mutating func adjustCapabilities(from old: Credentials) {
    guard !secureBits.contains(.noSetUIDFixup) else { return }
    let hadRoot = old.uid == 0 || old.effectiveUID == 0 || old.savedUID == 0
    let hasRoot = uid == 0 || effectiveUID == 0 || savedUID == 0
    if hadRoot && !hasRoot {
      if !secureBits.contains(.keepCapabilities) {
        capabilities.permitted = .empty
        capabilities.effective = .empty
      }
      // Programs older than the ambient set expect that an execve(2) leaves them nothing.
      capabilities.ambient = .empty
    }
    if old.effectiveUID == 0 && effectiveUID != 0 {
      capabilities.effective = .empty
    } else if old.effectiveUID != 0 && effectiveUID == 0 {
      capabilities.effective = capabilities.permitted
    }
  }

  /// Who serves files for others is, with setfsuid(2), their equal where files are concerned.
  mutating func adjustFileCapabilities(from old: Credentials) {
    guard !secureBits.contains(.noSetUIDFixup) else { return }
    if old.fileSystemUID == 0 && fileSystemUID != 0 {
      for capability in Self.ofFiles { capabilities.effective.remove(capability) }
    } else if old.fileSystemUID != 0 && fileSystemUID == 0 {
      for capability in Self.ofFiles where capabilities.permitted.contains(capability) {
        capabilities.effective.insert(capability)
      }
    }
  }

  private static let ofFiles: [Capability] = [
    .changeOwner, .makeNodes, .overrideAccess, .readSearch, .fileOwner, .fileSetID, .immutable,
    .overrideMandatory,
  ]

  /// setgroups(2). ENOMEM when the kernel has no more for such lists.
  mutating func setGroups(_ new: [UInt32], _ objects: BufferAccount) throws(Errno) {
    let size = new.count * MemoryLayout<UInt32>.size
    guard objects.admits(size) else { throw .noMemory }
    groups = new
    groupsCharge = size == 0 ? nil : BufferCharge(objects, size)
  }

  func isMember(of group: UInt32) -> Bool {
    group == fileSystemGID || groups.contains(group)
  }
}

/// The capability sets of a task. Root has all of them.
struct CapabilitySets: Equatable, Sendable {
  var permitted = CapabilitySet.full
  var effective = CapabilitySet.full
  var inheritable = CapabilitySet.empty
  var bounding = CapabilitySet.full
  var ambient = CapabilitySet.empty

  /// What an execve leaves: everything for root, the ambient set for others, unless the program is
  /// set-user-ID or set-group-ID.
  mutating func recompute(isRoot: Bool, isEffectiveRoot: Bool, isSetID: Bool) {
    if isSetID { ambient = .empty }
    let ofRoot = bounding.rawValue | inheritable.rawValue
    permitted = CapabilitySet(rawValue: (isRoot ? ofRoot : 0) | ambient.rawValue)
    effective = isEffectiveRoot ? permitted : ambient
  }
}
