import LinuxABI

/// /proc/sysvipc: every segment, semaphore set and message queue. See sysvipc(7).
enum SystemVFiles {
  static func add(to system: ProcessFileSystem) {
    let kernel = system.kernel
    func file(_ name: String, _ heading: String, _ lines: @escaping (SystemV) -> [String]) {
      system.add("sysvipc/\(name)") { [unowned kernel] () throws(Errno) in
        Array((heading + "\n" + lines(kernel.systemV).joined()).utf8)
      }
    }
    file(
      "shm",
      "       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid"
        + "      atime      dtime      ctime                   rss                  swap"
    ) { $0.segments.all.map(line) }
    file(
      "sem",
      "       key      semid perms      nsems   uid   gid  cuid  cgid      otime      ctime"
    ) { $0.semaphores.all.map(line) }
    file(
      "msg",
      "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid"
        + "      stime      rtime      ctime"
    ) { $0.messages.all.map(line) }
  }

  private static func line(_ segment: SharedSegment) -> String {
    let layout = segment.layout
    return row(
      beginning(segment, layout.permissions)
        + [
          ("\(layout.length)", 21), ("\(layout.creator)", 5), ("\(layout.lastUser)", 5),
          ("\(layout.attachCount)", 6),
        ] + owners(layout.permissions)
        + times([layout.attachTime, layout.detachTime, layout.changeTime])
        + [("\(segment.residentBytes)", 21), ("0", 21)])
  }

  private static func line(_ set: SemaphoreSet) -> String {
    let layout = set.layout
    return row(
      beginning(set, layout.permissions) + [("\(layout.count)", 10)]
        + owners(layout.permissions) + times([layout.operationTime, layout.changeTime]))
  }

  private static func line(_ queue: SystemVMessageQueue) -> String {
    let layout = queue.layout
    return row(
      beginning(queue, layout.permissions)
        + [
          ("\(layout.bytesHeld)", 11), ("\(layout.messageCount)", 10),
          ("\(layout.lastSender)", 5), ("\(layout.lastReceiver)", 5),
        ] + owners(layout.permissions)
        + times([layout.sendTime, layout.receiveTime, layout.changeTime]))
  }

  private typealias Column = (text: String, width: Int)

  private static func beginning(_ object: SystemVObject, _ layout: SystemVPermissionLayout)
    -> [Column]
  {
    [("\(layout.key)", 10), ("\(object.id)", 10), (String(layout.mode, radix: 8), 5)]
  }

  private static func owners(_ layout: SystemVPermissionLayout) -> [Column] {
    [layout.userID, layout.groupID, layout.creatorUserID, layout.creatorGroupID].map {
      ("\($0)", 5)
    }
  }

  private static func times(_ times: [Int64]) -> [Column] { times.map { ("\($0)", 10) } }

  private static func row(_ columns: [Column]) -> String {
    columns.map { column in
      String(repeating: " ", count: max(0, column.width - column.text.count)) + column.text
    }.joined(separator: " ") + "\n"
  }
}
