import LinuxABI

/// inotify_init(2), inotify_add_watch(2), inotify_rm_watch(2).
enum InotifySyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.inotifyInit, "inotify_init") { call throws(Errno) in
      try initialize(call, [])
    },
    .init(SyscallNumber.inotifyInit1, "inotify_init1", [.flags]) { call throws(Errno) in
      try initialize(call, try call.flags(0, known: InotifyFlags.known))
    },
    .init(
      SyscallNumber.inotifyAddWatch, "inotify_add_watch", [.descriptor, .path, .flags],
      gap: "only what guests do is seen, not what the host does to the files of a hostfs", addWatch),
    .init(
      SyscallNumber.inotifyRmWatch, "inotify_rm_watch", [.descriptor, .integer], removeWatch),
  ]

  private static func limit(_ call: SyscallContext, _ name: String) -> Int {
    Int(clamping: call.kernel.processFiles.settings.number("fs/inotify/\(name)"))
  }

  private static func initialize(_ call: SyscallContext, _ flags: InotifyFlags) throws(Errno)
    -> SyscallOutcome
  {
    let reports = call.kernel.files.reports
    let user = call.task.credentials.uid
    guard reports.instances(of: user) < limit(call, "max_user_instances") else {
      throw .tooManyOpenFiles
    }
    let file = InotifyFile(
      reports, call.kernel.files.buffers, owner: user,
      eventLimit: limit(call, "max_queued_events"))
    let descriptor = try call.install(
      file, "anon_inode:inotify", flags.contains(.nonBlocking) ? .nonBlocking : [],
      closesOnExecute: flags.contains(.closeOnExec))
    reports.add(file)
    return .value(Int(descriptor))
  }

  private static func addWatch(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let mask = InotifyEvents(rawValue: call.uint32(2))
    guard !mask.isDisjoint(with: .known),
      !mask.isSuperset(of: [.maskAdd, .maskCreate])
    else { throw .invalidArgument }
    let file = try instance(call)
    let place = try call.location(
      directory: nil, path: 1, follow: !mask.contains(.dontFollow))
    if mask.contains(.onlyDirectory), place.inode.type != .directory { throw .notDirectory }
    try AccessCheck(call.paths).require(.read, on: place.inode)
    guard
      call.kernel.files.reports.watches(of: file.owner) < limit(call, "max_user_watches")
    else { throw .noSpace }
    return .value(Int(try file.watch(place, mask)))
  }

  private static func removeWatch(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try instance(call).unwatch(call.int32(1))
    return .value(0)
  }

  private static func instance(_ call: SyscallContext) throws(Errno) -> InotifyFile {
    guard let file = try call.file(0).object as? InotifyFile else { throw .invalidArgument }
    return file
  }
}
