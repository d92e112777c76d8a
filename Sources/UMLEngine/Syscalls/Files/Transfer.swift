import LinuxABI

/// Reading and writing in general: waits, partial writes, positions, limits and SIGPIPE, the same
/// for every call.
enum Transfer {
  /// Reads once, at the file's own position or a given one.
  static func read(
    _ call: inout SyscallContext, _ file: OpenFile, _ destination: ReadDestination,
    at offset: Int64? = nil, noWait: Bool = false
  ) throws(Errno) -> SyscallOutcome {
    guard file.isReadable else { throw .badFileDescriptor }
    var destination = destination
    try checkEnd(offset ?? file.position, destination.remaining, file)
    do throws(Errno) {
      let count = try file.object.read(&destination, at: offset ?? file.position, file)
      if offset == nil, file.object.isSeekable { file.position += Int64(count) }
      if count > 0 { call.kernel.files.reports.report(.access, file) }
      return .value(count)
    } catch {
      guard error == .wouldBlock, !file.isNonBlocking, !noWait else { throw error }
      if let timeout = file.object.transferTimeout(for: .input) {
        return try call.wait(for: .input, of: file.object, timeout: timeout)
      }
      guard let queue = file.object.waitQueue(for: .input) else { throw error }
      return .block(on: queue)
    }
  }

  /// No transfer reaches beyond what an offset can say.
  private static func checkEnd(_ position: Int64, _ count: Int, _ file: OpenFile) throws(Errno) {
    guard !file.object.isSeekable || Int64(count) <= .max - position else {
      throw .invalidArgument
    }
  }

  /// How far a blocking write has come.
  private struct Progress: PartialResult {
    var count: Int
    var partialResult: Int? { count > 0 ? count : nil }
  }

  /// Writes everything, waiting where the object takes only a part.
  static func write(
    _ call: inout SyscallContext, _ file: OpenFile, _ source: WriteSource,
    at offset: Int64? = nil, appends: Bool = false, noWait: Bool = false
  ) throws(Errno) -> SyscallOutcome {
    guard file.isWritable else { throw .badFileDescriptor }
    var source = source
    var done = 0
    if let operation = call.operation {
      done = (operation as? any PartialResult)?.partialResult ?? 0
    }
    if done > 0 { source.skip(done) }
    let isSeekable = file.object.isSeekable
    if isSeekable {
      try checkEnd(offset ?? file.position, source.remaining, file)
      return .value(try writeSeekable(&call, file, &source, at: offset, appends: appends))
    }
    while true {
      do throws(Errno) {
        let count = try file.object.write(&source, at: 0, file)
        done += count
        if count > 0 { call.kernel.files.reports.report(.modify, file) }
        if source.remaining == 0 || count == 0 || file.isNonBlocking { return .value(done) }
      } catch {
        if error == .wouldBlock, !file.isNonBlocking, !noWait,
          let timeout = file.object.transferTimeout(for: .output)
        {
          return try call.wait(
            for: .output, of: file.object, timeout: timeout, transferred: done)
        }
        if error == .wouldBlock, !file.isNonBlocking, !noWait,
          let queue = file.object.waitQueue(for: .output)
        {
          call.operation = Progress(count: done)
          return .block(on: queue)
        }
        if done > 0 { return .value(done) }
        if error == .brokenPipe { call.kernel.signals.sendBrokenPipe(to: call.task) }
        throw error
      }
    }
  }

  private static func writeSeekable(
    _ call: inout SyscallContext, _ file: OpenFile, _ source: inout WriteSource,
    at offset: Int64?, appends: Bool
  ) throws(Errno) -> Int {
    var position = offset ?? file.position
    // pwrite(2) appends, too: Linux's quirk.
    if appends || file.flags.contains(.append) {
      position = try file.object.seek(0, .end, from: position)
    }
    try limit(&source, at: position, &call)
    if let location = file.location, location.inode.permissions.rawValue & 0o6000 != 0 {
      try call.kernel.files.dropSetID(location, call.paths)
    }
    let count = try file.object.write(&source, at: position, file)
    if offset == nil { file.position = position + Int64(count) }
    if count > 0 { call.kernel.files.reports.report(.modify, file) }
    if file.flags.contains(.dataSync) { try file.object.synchronize(dataOnly: true) }
    return count
  }

  /// RLIMIT_FSIZE: writes end there; one that begins there fails and sends SIGXFSZ.
  private static func limit(
    _ source: inout WriteSource, at position: Int64, _ call: inout SyscallContext
  ) throws(Errno) {
    guard source.remaining > 0 else { return }
    let limit = min(
      Int64(clamping: call.task.process.limits[.fileSize].current), maximumFileSize)
    guard position < limit else {
      if limit < maximumFileSize {
        call.kernel.signals.send(.kernel(.fileSizeLimit), to: call.task)
      }
      throw .fileTooLarge
    }
    source.limit(to: Int(clamping: limit - position))
  }
}
