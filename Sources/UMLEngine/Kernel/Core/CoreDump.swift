import LinuxABI

/// Writes the memory of a process that a signal ends, where RLIMIT_CORE allows it. See core(5).
extension Kernel {
  /// The thread stands where the signal reached it.
  func dumpCore(_ task: Task, _ signal: SignalInfo) {
    let process = task.process
    let limit = process.limits[.core].current
    guard limit > 0, process.isDumpable, !process.hasDumpedCore else { return }
    // A pattern that begins with | names a program, which nobody runs here.
    guard let path = corePath(task, signal), path.first != UInt8(ascii: "|") else { return }
    do throws(Errno) {
      let file = try openCore(path, task)
      file.retain()
      defer { file.release() }
      process.hasDumpedCore = true
      try write(CoreFile(task, signal), to: file, task, limit: limit)
    } catch {
      log.info(
        "\(String(decoding: task.name, as: UTF8.self))[\(task.tid)]: no core file: \(error)")
    }
  }

  private func openCore(_ path: [UInt8], _ task: Task) throws(Errno) -> OpenFile {
    let flags: OpenFlags = [.create, .writeOnly, .noFollow, .nonBlocking]
    let opened = try files.open(
      path, from: task.fileSystem.workingDirectory, flags, mode: 0o600, PathContext(task))
    guard case .file(let file) = opened else { throw .wouldBlock }
    // Nothing that somebody else has prepared.
    guard let inode = file.location?.inode, inode.type == .regular,
      inode.userID == task.credentials.fileSystemUID, try inode.status().linkCount <= 1
    else {
      file.retain()
      file.release()
      throw .notPermitted
    }
    try file.object.truncate(to: 0)
    return file
  }

  private func write(_ core: CoreFile, to file: OpenFile, _ task: Task, limit: UInt64)
    throws(Errno)
  {
    var position: Int64 = 0
    func put(_ bytes: [UInt8]) throws(Errno) {
      let room = Int64(clamping: limit) - position
      guard room > 0 else { throw .fileTooLarge }
      var source = WriteSource(kernel: Array(bytes.prefix(Int(min(room, Int64(bytes.count))))))
      while source.remaining > 0 {
        position += Int64(try file.object.write(&source, at: position, file))
      }
    }
    try put(core.head)
    let chunk = 1 << 20
    for segment in core.segments where segment.isWritten {
      var address = segment.mapping.start
      while address < segment.mapping.end {
        let count = min(chunk, Int(segment.mapping.end - address))
        var bytes = [UInt8](repeating: 0, count: count)
        // What cannot be read is a hole, and reads as zero.
        _ = bytes.withUnsafeMutableBytes { task.thread.readMemory(address, into: $0) }
        try put(bytes)
        address += UInt64(count)
      }
    }
  }

  /// /proc/sys/kernel/core_pattern with its signs replaced. nil for an empty one.
  private func corePath(_ task: Task, _ signal: SignalInfo) -> [UInt8]? {
    let settings = processFiles.settings
    let pattern = Array(settings.text("kernel/core_pattern").utf8)
    guard !pattern.isEmpty else { return nil }
    var path: [UInt8] = []
    var namesProcess = false
    var isSign = false
    for byte in pattern {
      guard isSign else {
        if byte == UInt8(ascii: "%") { isSign = true } else { path.append(byte) }
        continue
      }
      isSign = false
      switch byte {
      case UInt8(ascii: "%"): path.append(byte)
      case UInt8(ascii: "p"), UInt8(ascii: "P"):
        namesProcess = true
        path += "\(task.process.pid)".utf8
      case UInt8(ascii: "i"), UInt8(ascii: "I"): path += "\(task.tid)".utf8
      case UInt8(ascii: "u"): path += "\(task.credentials.uid)".utf8
      case UInt8(ascii: "g"): path += "\(task.credentials.gid)".utf8
      case UInt8(ascii: "s"): path += "\(signal.signal.rawValue)".utf8
      case UInt8(ascii: "t"): path += "\(clock.realtime / 1_000_000_000)".utf8
      case UInt8(ascii: "h"): path += hostname
      case UInt8(ascii: "e"):
        path += task.name.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "!") : $0 }
      default: break
      }
    }
    if !namesProcess, settings.number("kernel/core_uses_pid") != 0 {
      path += ".\(task.process.pid)".utf8
    }
    return path
  }
}
