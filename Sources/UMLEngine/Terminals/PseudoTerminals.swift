import LinuxABI

/// All pseudo terminals of the guest, and /dev/ptmx.
final class PseudoTerminals {
  /// As kernel.pty.max on Linux.
  static let limit = 4096
  /// Minor numbers of one major; there are eight majors from 136 on.
  private static let minorsPerMajor: UInt32 = 256

  static func device(_ number: UInt32) -> DeviceNumber {
    DeviceNumber(major: 136 + number / minorsPerMajor, minor: number % minorsPerMajor)
  }

  private unowned let kernel: Kernel
  private var pairs: [UInt32: PseudoTerminal] = [:]
  /// Of the devpts that was mounted last: what new nodes look like.
  var options = PseudoTerminalOptions()

  init(_ kernel: Kernel) {
    self.kernel = kernel
    let devices = kernel.files.devices
    devices.register(.character, major: 5, minor: 2, name: "ptmx", permissions: 0o666) {
      [unowned self] (task, flags) throws(Errno) in try open(task)
    }
    for major: UInt32 in 136...143 { devices.registerDriver(.character, major: major, name: "pts") }
    kernel.files.types.register(
      FileSystemType("devpts") { [unowned self] (request) throws(Errno) in
        try PseudoTerminalFileSystem(request, self)
      })
  }

  /// Numbers whose node exists, in ascending order.
  var numbers: [UInt32] { pairs.values.filter(\.isPrimaryOpen).map(\.number).sorted() }

  subscript(number: UInt32) -> PseudoTerminal? {
    guard let pair = pairs[number], pair.isPrimaryOpen else { return nil }
    return pair
  }

  /// A new pair; returns its primary side. ENOSPC when there are too many.
  func open(_ task: Task?) throws(Errno) -> PseudoTerminalPrimary {
    guard pairs.count < options.maximum else { throw .noSpace }
    guard kernel.files.objects.admits(PseudoTerminal.cost) else { throw .noMemory }
    var number: UInt32 = 0
    while pairs[number] != nil { number += 1 }
    let credentials = task?.credentials ?? .root
    let pair = PseudoTerminal(
      kernel, self, number: number,
      node: .init(
        userID: options.userID ?? credentials.fileSystemUID,
        groupID: options.groupID ?? credentials.fileSystemGID,
        permissions: options.permissions, time: kernel.files.now()))
    pairs[number] = pair
    let device = Self.device(number)
    kernel.files.devices.register(.character, major: device.major, minor: device.minor, name: "") {
      [unowned pair] (task, flags) throws(Errno) in
      guard let terminal = pair.terminal else { throw .ioError }
      return try terminal.open(task, flags)
    }
    return PseudoTerminalPrimary(pair)
  }

  /// The primary side is closed: nobody can open the terminal any more.
  func withdraw(_ pair: PseudoTerminal) {
    let device = Self.device(pair.number)
    kernel.files.devices.unregister(.character, major: device.major, minor: device.minor)
  }

  /// Both sides are closed: the number is free.
  func release(_ pair: PseudoTerminal) { pairs[pair.number] = nil }

  /// Where programs find the terminal side.
  func place(of pair: PseudoTerminal, for task: Task) -> Location? {
    let path = Array("/dev/pts/\(pair.number)".utf8)
    guard let place = try? kernel.files.resolve(path, from: task),
      place.inode.deviceNumber == Self.device(pair.number)
    else { return nil }
    return place
  }
}
