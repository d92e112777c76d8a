import LinuxABI

/// ioctl: requests that concern the descriptor are answered here, all others by the object.
enum IOControlSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.ioctl, "ioctl", [.descriptor, .command, .address], ioctl)
  ]

  private enum Request {
    // <asm-generic/ioctls.h> and <linux/fs.h>.
    static let nonBlocking: UInt32 = 0x5421
    static let noCloseOnExec: UInt32 = 0x5450
    static let closeOnExec: UInt32 = 0x5451
    static let async: UInt32 = 0x5452
    static let setOwner: UInt32 = 0x8901
    static let setGroup: UInt32 = 0x8902
    static let getOwner: UInt32 = 0x8903
    static let getGroup: UInt32 = 0x8904
    static let queryAsyncSize: UInt32 = 0x5460
    static let bytesReadable: UInt32 = 0x541b
    static let blockSize: UInt32 = 2
    static let getFlags: UInt32 = 0x8008_6601
    static let setFlags: UInt32 = 0x4008_6602
    static let clone: UInt32 = 0x4004_9409
    static let cloneRange: UInt32 = 0x4020_940d
    static let freeze: UInt32 = 0xc004_5877
  }

  static func ioctl(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let file = try call.file(0)
    let request = call.uint32(1)
    switch request {
    case Request.closeOnExec, Request.noCloseOnExec:
      try call.task.files.setClosesOnExecute(call.int32(0), request == Request.closeOnExec)
    case Request.nonBlocking:
      if try isOn(call) { file.flags.insert(.nonBlocking) } else { file.flags.remove(.nonBlocking) }
    case Request.async:
      let isOn = try isOn(call)
      guard file.object.sendsSignals || isOn == file.flags.contains(.async) else {
        throw .inappropriateIOCTLForDevice
      }
      file.setAsynchronous(isOn, descriptor: call.int32(0), call)
    case Request.setOwner where isSocket(file), Request.setGroup where isSocket(file):
      let number = try call.memory.readInteger(call.address(2), as: Int32.self)
      try FileOwnerCalls.set(number, file, call)
    case Request.getOwner where isSocket(file), Request.getGroup where isSocket(file):
      try call.memory.writeInteger(FileOwnerCalls.number(file, call), to: call.address(2))
    default:
      if let inode = file.location?.inode, !(inode is AnonymousInode),
        inode.type == .regular || inode.type == .directory || inode === file.object
      {
        return try ioctl(&call, file, inode, request)
      }
      return try file.object.control(request, call.word(2), &call, file)
    }
    return .value(0)
  }

  /// Requests that regular files and directories of every file system know.
  private static func ioctl(
    _ call: inout SyscallContext, _ file: OpenFile, _ inode: Inode, _ request: UInt32
  ) throws(Errno) -> SyscallOutcome {
    switch request {
    case Request.queryAsyncSize:
      guard inode.type != .symbolicLink else { throw .inappropriateIOCTLForDevice }
      try call.memory.writeInteger(try inode.status().blockCount * 512, to: call.address(2))
    case Request.bytesReadable where inode.type == .regular:
      let rest = try inode.status().size - file.position
      try call.memory.writeInteger(Int32(clamping: rest), to: call.address(2))
    case Request.blockSize where inode.type == .regular || inode.type == .directory:
      let size = try inode.fileSystem.statistics().blockSize
      try call.memory.writeInteger(Int32(clamping: size), to: call.address(2))
    case Request.clone, Request.cloneRange: throw .notSupported
    case Request.getFlags, Request.setFlags, Request.freeze: throw .inappropriateIOCTLForDevice
    default: return try file.object.control(request, call.word(2), &call, file)
    }
    return .value(0)
  }

  private static func isSocket(_ file: OpenFile) -> Bool { file.object is any Socket }

  private static func isOn(_ call: SyscallContext) throws(Errno) -> Bool {
    try call.memory.readInteger(call.address(2), as: Int32.self) != 0
  }
}
