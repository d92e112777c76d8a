import LinuxABI

/// What the machine knows of its local sockets: their names, and files on their way.
final class LocalSocketTable {
  let files: FileSystems
  let inFlight = InFlightFiles()
  /// Whether a sender may name a process: there is one.
  var processExists: (Int32) -> Bool = { _ in true }
  /// SIGURG for a description's owner.
  var tellUrgent: (OpenFile) -> Void = { _ in }
  private var abstractNames: [[UInt8]: LocalSocket] = [:]
  /// Every socket there is, by inode number. They leave when they go.
  private var sockets: [UInt64: Unowned] = [:]

  private struct Unowned {
    unowned let socket: LocalSocket
  }
  private var nextAutomaticName: UInt32 = 0

  init(_ files: FileSystems) { self.files = files }

  // MARK: All of them

  func insert(_ socket: LocalSocket) { sockets[socket.inode] = Unowned(socket: socket) }
  func remove(_ socket: LocalSocket) { sockets[socket.inode] = nil }

  /// In the order they were made.
  var all: [LocalSocket] { sockets.sorted { $0.key < $1.key }.map(\.value.socket) }

  // MARK: Names in the file system

  /// Makes the file whose path is a socket's name. EADDRINUSE when there is one already.
  func makeNode(
    _ path: [UInt8], for socket: LocalSocket, _ task: Task
  ) throws(Errno) -> Location {
    let permissions = FileMode(rawValue: 0o777).subtracting(task.fileSystem.umask)
    let node = NewFile(type: .socket, permissions: permissions)
    do throws(Errno) {
      let start = task.fileSystem.workingDirectory
      let place = try files.make(path, from: start, node, PathContext(task))
      place.inode.attachment = socket
      return place
    } catch {
      throw error == .fileExists ? .addressInUse : error
    }
  }

  /// The socket of a name. ECONNREFUSED when nobody has it; for a path also what the way there
  /// answers, and EACCES without write permission on the file.
  func find(_ name: LocalName, _ task: Task) throws(Errno) -> LocalSocket {
    switch name {
    case .unnamed: throw .invalidArgument
    case .abstract(let bytes):
      guard let socket = abstractNames[bytes] else { throw .connectionRefused }
      return socket
    case .path(let path):
      let inode = try files.resolve(path, from: task).inode
      try AccessCheck(task.credentials).require(.write, on: inode)
      guard let socket = inode.attachment as? LocalSocket else { throw .connectionRefused }
      return socket
    }
  }

  // MARK: Abstract names

  /// EADDRINUSE.
  func register(_ name: [UInt8], _ socket: LocalSocket) throws(Errno) {
    guard abstractNames[name] == nil else { throw .addressInUse }
    abstractNames[name] = socket
  }

  func forget(_ name: [UInt8], _ socket: LocalSocket) {
    if abstractNames[name] === socket { abstractNames[name] = nil }
  }

  /// An abstract name of five hexadecimal digits that nobody has. See unix(7), "Autobind feature".
  func registerAutomatically(_ socket: LocalSocket) throws(Errno) -> [UInt8] {
    for _ in 0..<0x10_0000 {
      let digits = String(nextAutomaticName, radix: 16)
      nextAutomaticName = (nextAutomaticName + 1) & 0xf_ffff
      let name = Array((String(repeating: "0", count: 5 - digits.count) + digits).utf8)
      guard abstractNames[name] == nil else { continue }
      abstractNames[name] = socket
      return name
    }
    throw .noSpace
  }
}
