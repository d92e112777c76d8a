import LinuxABI

/// Copies within the kernel: sendfile and copy_file_range.
enum CopySyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.sendfile, "sendfile", [.descriptor, .descriptor, .address, .length], sendfile),
    .init(
      SyscallNumber.copyFileRange, "copy_file_range",
      [.descriptor, .address, .descriptor, .address, .length, .flags],
      gap: "copies the bytes, never shares them", copyFileRange),
  ]

  /// Longer copies end short, so that other processes get their turn.
  private static let callLimit = 8 << 20
  private static let chunk = 64 << 10

  /// How much of a waiting sendfile is done; positions have moved that far already.
  private struct Progress: PartialResult {
    var count: Int
    var partialResult: Int? { count > 0 ? count : nil }
  }

  static func sendfile(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let input = try call.file(1)
    guard input.isReadable else { throw .badFileDescriptor }
    let offset = try call.offset(at: 2)
    if offset != nil, !input.object.isSeekable { throw .illegalSeek }
    let output = try call.file(0)
    guard output.isWritable else { throw .badFileDescriptor }
    // What was read and could not be written would be lost from anything but a file.
    guard let type = input.location?.inode.type, type == .regular || type == .blockDevice,
      input.object.isSeekable, !output.flags.contains(.append), offset ?? 0 >= 0
    else { throw .invalidArgument }

    var copy = Copy(input, output, from: offset ?? input.position, to: output.position)
    copy.done = (call.operation as? Progress)?.count ?? 0
    let before = copy.done
    let limit = min(try call.length(3), callLimit)
    defer {
      if offset == nil { input.position = copy.source }
      if output.object.isSeekable { output.position = copy.target }
    }
    do throws(Errno) {
      while copy.done < limit {
        if try copy.step(min(chunk, limit - copy.done)) == 0 { break }
      }
    } catch {
      try store(copy, offset, call)
      if error == .wouldBlock, !output.isNonBlocking,
        let queue = output.object.waitQueue(for: .output)
      {
        call.operation = Progress(count: copy.done)
        return .block(on: queue)
      }
      if copy.done == before, error == .brokenPipe {
        call.kernel.signals.sendBrokenPipe(to: call.task)
      }
      guard copy.done > 0 else { throw error }
      return .value(copy.done)
    }
    try store(copy, offset, call)
    return .value(copy.done)
  }

  private static func store(_ copy: Copy, _ offset: Int64?, _ call: SyscallContext) throws(Errno) {
    if offset != nil { try call.memory.writeInteger(copy.source, to: call.address(2)) }
  }

  static func copyFileRange(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.uint32(5) == 0 else { throw .invalidArgument }
    let input = try call.file(0)
    let output = try call.file(2)
    let inputOffset = try call.offset(at: 1)
    let outputOffset = try call.offset(at: 3)
    guard let source = input.location?.inode, let target = output.location?.inode else {
      throw .invalidArgument
    }
    if source.type == .directory || target.type == .directory { throw .isDirectory }
    guard source.type == .regular, target.type == .regular else { throw .invalidArgument }
    guard input.isReadable, output.isWritable, !output.flags.contains(.append) else {
      throw .badFileDescriptor
    }
    guard source.fileSystem === target.fileSystem else { throw .improperLink }

    var copy = Copy(
      input, output, from: inputOffset ?? input.position, to: outputOffset ?? output.position)
    var length = try Int64(call.length(4))
    // Linux adds them as unsigned numbers, so that only what is negative can overflow.
    for position in [copy.source, copy.target] where position < 0 {
      throw length > 0 && position >= -length ? .overflow : .invalidArgument
    }
    length = min(length, max(0, try source.status().size - copy.source))
    guard length == 0 || copy.target < maximumFileSize else { throw .fileTooLarge }
    length = min(length, maximumFileSize - copy.target)
    let overlaps =
      copy.source < copy.target + length && copy.target < copy.source + length
    if source === target, overlaps, length > 0 { throw .invalidArgument }
    do throws(Errno) {
      while copy.done < min(Int(length), callLimit) {
        if try copy.step(min(chunk, Int(length) - copy.done)) == 0 { break }
      }
    } catch {
      guard copy.done > 0 else { throw error }
    }
    if inputOffset == nil { input.position = copy.source }
    if outputOffset == nil { output.position = copy.target }
    if inputOffset != nil { try call.memory.writeInteger(copy.source, to: call.address(1)) }
    if outputOffset != nil { try call.memory.writeInteger(copy.target, to: call.address(3)) }
    return .value(copy.done)
  }
}

/// A copy under way from a file to anything that can be written.
private struct Copy {
  let input: OpenFile
  let output: OpenFile
  /// Where the next byte comes from and goes to.
  private(set) var source: Int64
  private(set) var target: Int64
  var done = 0

  init(_ input: OpenFile, _ output: OpenFile, from source: Int64, to target: Int64) {
    self.input = input
    self.output = output
    self.source = source
    self.target = target
  }

  /// Copies at most `count` bytes; 0 at the end. What is read and not written is read again.
  mutating func step(_ count: Int) throws(Errno) -> Int {
    var destination = ReadDestination(kernelCapacity: count)
    guard try input.object.read(&destination, at: source, input) > 0 else { return 0 }
    var bytes = WriteSource(kernel: destination.bytes)
    let written = try output.object.write(&bytes, at: target, output)
    if let reports = input.location?.inode.fileSystem.files.reports {
      reports.report(.access, input)
      reports.report(.modify, output)
    }
    source += Int64(written)
    target += Int64(written)
    done += written
    return written
  }
}
