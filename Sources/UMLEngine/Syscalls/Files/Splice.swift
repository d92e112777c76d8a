import LinuxABI

/// splice, tee and vmsplice: bytes between a pipe and something else. They are copied; no pages
/// move.
enum SpliceSyscalls {
  static let rows: [Syscall] = [
    .init(
      SyscallNumber.splice, "splice",
      [.descriptor, .address, .descriptor, .address, .length, .flags], splice),
    .init(SyscallNumber.tee, "tee", [.descriptor, .descriptor, .length, .flags], tee),
    .init(
      SyscallNumber.vmsplice, "vmsplice", [.descriptor, .address, .length, .flags],
      gap: "SPLICE_F_GIFT copies", vmsplice),
  ]

  static func splice(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    guard call.word(4) > 0 else { return .value(0) }
    let flags = try call.flags(5, known: SpliceFlags.known)
    let input = try call.file(0)
    let output = try call.file(2)
    guard input.isReadable, output.isWritable else { throw .badFileDescriptor }
    let source = (input.object as? PipeEnd)?.pipe
    let target = (output.object as? PipeEnd)?.pipe
    if source != nil, call.word(1) != 0 { throw .illegalSeek }
    if target != nil, call.word(3) != 0 { throw .illegalSeek }
    let length = min(try call.length(4), Pipe.maximumCapacity)
    switch (source, target) {
    case (let source?, let target?):
      guard source !== target else { throw .invalidArgument }
      return try move(&call, (input, source), (output, target), length, flags)
    case (let source?, nil):
      return try drain(&call, (input, source), output, length, flags)
    case (nil, let target?):
      return try fill(&call, input, (output, target), length, flags)
    case (nil, nil): throw .invalidArgument
    }
  }

  private typealias End = (file: OpenFile, pipe: Pipe)

  private static func move(
    _ call: inout SyscallContext, _ input: End, _ output: End, _ length: Int, _ flags: SpliceFlags
  ) throws(Errno) -> SyscallOutcome {
    let isNonBlocking =
      flags.contains(.nonBlocking) || input.file.isNonBlocking || output.file.isNonBlocking
    if let outcome = try wait(forInput: input.pipe, isNonBlocking) { return outcome }
    if let outcome = try wait(forRoom: output.pipe, isNonBlocking, call) { return outcome }
    let bytes = input.pipe.peek(min(length, output.pipe.room))
    var source = WriteSource(kernel: bytes)
    let count = try output.pipe.write(&source, asPackets: false)
    input.pipe.discard(count)
    return .value(count)
  }

  /// From a pipe to a file or socket.
  private static func drain(
    _ call: inout SyscallContext, _ input: End, _ output: OpenFile, _ length: Int,
    _ flags: SpliceFlags
  ) throws(Errno) -> SyscallOutcome {
    guard !output.flags.contains(.append) else { throw .invalidArgument }
    let offset = try call.offset(at: 3)
    guard offset ?? 0 >= 0 else { throw .invalidArgument }
    if offset != nil, !output.object.isSeekable { throw .illegalSeek }
    let isNonBlocking = flags.contains(.nonBlocking) || input.file.isNonBlocking
    if let outcome = try wait(forInput: input.pipe, isNonBlocking) { return outcome }
    var source = WriteSource(kernel: input.pipe.peek(length))
    do throws(Errno) {
      let position = offset ?? output.position
      let count = try output.object.write(&source, at: position, output)
      input.pipe.discard(count)
      try advance(output, offset, position + Int64(count), 3, call)
      return .value(count)
    } catch {
      return try blockOrThrow(error, output, .output, flags, &call)
    }
  }

  /// From a file or socket into a pipe.
  private static func fill(
    _ call: inout SyscallContext, _ input: OpenFile, _ output: End, _ length: Int,
    _ flags: SpliceFlags
  ) throws(Errno) -> SyscallOutcome {
    let offset = try call.offset(at: 1)
    guard offset ?? 0 >= 0 else { throw .invalidArgument }
    if offset != nil, !input.object.isSeekable { throw .illegalSeek }
    let isNonBlocking = flags.contains(.nonBlocking) || output.file.isNonBlocking
    if let outcome = try wait(forRoom: output.pipe, isNonBlocking, call) { return outcome }
    var destination = ReadDestination(kernelCapacity: min(length, output.pipe.room))
    do throws(Errno) {
      let position = offset ?? input.position
      let count = try input.object.read(&destination, at: position, input)
      try advance(input, offset, position + Int64(count), 1, call)
    } catch {
      return try blockOrThrow(error, input, .input, flags, &call)
    }
    var source = WriteSource(kernel: destination.bytes)
    return .value(try output.pipe.write(&source, asPackets: false))
  }

  static func tee(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(3, known: SpliceFlags.known)
    guard call.word(2) > 0 else { return .value(0) }
    let input = try call.file(0)
    let output = try call.file(1)
    guard input.isReadable, output.isWritable else { throw .badFileDescriptor }
    guard let source = (input.object as? PipeEnd)?.pipe,
      let target = (output.object as? PipeEnd)?.pipe, source !== target
    else { throw .invalidArgument }
    let isNonBlocking =
      flags.contains(.nonBlocking) || input.isNonBlocking || output.isNonBlocking
    if let outcome = try wait(forInput: source, isNonBlocking) { return outcome }
    if let outcome = try wait(forRoom: target, isNonBlocking, call) { return outcome }
    var bytes = WriteSource(kernel: source.peek(min(try call.length(2), target.room)))
    return .value(try target.write(&bytes, asPackets: false))
  }

  /// writev or readv, by the end of the pipe that is given.
  static func vmsplice(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    let flags = try call.flags(3, known: SpliceFlags.known)
    let file = try call.file(0)
    guard file.object is PipeEnd else { throw .badFileDescriptor }
    let segments = try call.segments(1, count: 2)
    let noWait = flags.contains(.nonBlocking)
    if file.isWritable {
      return try Transfer.write(
        &call, file, WriteSource(call.memory, segments), noWait: noWait)
    }
    return try Transfer.read(
      &call, file, ReadDestination(call.memory, segments), noWait: noWait)
  }

  // Waiting.

  /// nil when there is something to take; the end of the pipe is the outcome 0.
  private static func wait(forInput pipe: Pipe, _ isNonBlocking: Bool)
    throws(Errno) -> SyscallOutcome?
  {
    if pipe.count > 0 { return nil }
    if pipe.writers == 0 { return .value(0) }
    guard !isNonBlocking else { throw .wouldBlock }
    return .block(on: pipe.queues.queue(for: .input))
  }

  private static func wait(
    forRoom pipe: Pipe, _ isNonBlocking: Bool, _ call: SyscallContext
  ) throws(Errno) -> SyscallOutcome? {
    guard pipe.readers > 0 else {
      call.kernel.signals.sendBrokenPipe(to: call.task)
      throw .brokenPipe
    }
    if pipe.room > 0 { return nil }
    guard !isNonBlocking else { throw .wouldBlock }
    return .block(on: pipe.queues.queue(for: .output))
  }

  private static func blockOrThrow(
    _ error: Errno, _ file: OpenFile, _ events: PollEvents, _ flags: SpliceFlags,
    _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    if error == .brokenPipe { call.kernel.signals.sendBrokenPipe(to: call.task) }
    guard error == .wouldBlock, !file.isNonBlocking, !flags.contains(.nonBlocking),
      let queue = file.object.waitQueue(for: events)
    else { throw error }
    return .block(on: queue)
  }

  /// Moves the file's position, or the offset the caller keeps.
  private static func advance(
    _ file: OpenFile, _ offset: Int64?, _ position: Int64, _ index: Int, _ call: SyscallContext
  ) throws(Errno) {
    if offset != nil {
      try call.memory.writeInteger(position, to: call.address(index))
    } else if file.object.isSeekable {
      file.position = position
    }
  }
}
