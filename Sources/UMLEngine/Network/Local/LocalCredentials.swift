import LinuxABI

/// Who is at the other end of a connection, as SO_PEERCRED and SO_PEERGROUPS tell.
struct LocalCredentials {
  let peer: PeerCredentials
  let groups: [UInt32]

  init(_ task: Task) {
    peer = PeerCredentials(
      processID: task.process.pid, userID: task.credentials.effectiveUID,
      groupID: task.credentials.effectiveGID)
    groups = task.credentials.groups
  }
}

/// What a message is sent with: the files and credentials of its control messages, checked.
struct LocalAttachments {
  /// SCM_MAX_FD.
  private static let maximumFiles = 253

  var rights: [OpenFile] = []
  var credentials = PeerCredentials(processID: 0, userID: 0, groupID: 0)

  /// EBADF for a descriptor that is not open, EPERM for credentials the sender does not have, ESRCH
  /// for those of no process,
  /// EINVAL for control messages of other kinds, ETOOMANYREFS when too many files are on their way.
  init(_ message: OutgoingMessage, _ table: LocalSocketTable) throws(Errno) {
    guard let task = message.task else { return }
    credentials = LocalCredentials(task).peer
    for control in message.control where control.level == .socket {
      if let descriptors = control.descriptors {
        guard rights.count + descriptors.count <= Self.maximumFiles else { throw .invalidArgument }
        for descriptor in descriptors { rights.append(try task.files[descriptor]) }
      } else if let wanted = control.credentials {
        try Self.check(wanted, task)
        guard table.processExists(wanted.processID) else { throw .noSuchProcess }
        credentials = wanted
      } else {
        throw .invalidArgument
      }
    }
    guard !rights.isEmpty else { return }
    let limit = task.process.limits[.openFiles].current
    let isPrivileged = task.credentials.has(.resources) || task.credentials.has(.administration)
    guard isPrivileged || UInt64(table.inFlight.count(of: credentials.userID)) <= limit else {
      throw .tooManyReferences
    }
  }

  /// Only privilege lets a sender pass for somebody else.
  private static func check(_ wanted: PeerCredentials, _ task: Task) throws(Errno) {
    let own = task.credentials
    let mayNameUser =
      [own.uid, own.effectiveUID, own.savedUID].contains(wanted.userID) || own.has(.setUserID)
    let mayNameGroup =
      [own.gid, own.effectiveGID, own.savedGID].contains(wanted.groupID) || own.has(.setGroupID)
    let mayNameProcess =
      wanted.processID == task.process.pid || own.has(.administration)
    guard mayNameUser, mayNameGroup, mayNameProcess else { throw .notPermitted }
  }
}
