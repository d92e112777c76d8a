import LinuxABI

/// pipe(2) and pipe2(2).
enum PipeSyscalls {
  static let rows: [Syscall] = [
    .init(SyscallNumber.pipe, "pipe", [.address], pipe),
    .init(SyscallNumber.pipe2, "pipe2", [.address, .flags], pipe2),
  ]

  private static let knownFlags: OpenFlags = [.closeOnExec, .nonBlocking, .direct]

  static func pipe(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try makePipe([], &call)
  }

  /// Makes a pipe and returns its reading and its writing end. See pipe2(2).
  ///
  /// O_DIRECT keeps writes apart as packets.
  static func pipe2(_ call: inout SyscallContext) throws(Errno) -> SyscallOutcome {
    try makePipe(try call.flags(1, known: knownFlags), &call)
  }

  private static func makePipe(
    _ flags: OpenFlags, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    let pipe = Pipe(call.kernel.files.buffers)
    let number = call.kernel.files.allocateAnonymousInode()
    let closesOnExecute = flags.contains(.closeOnExec)
    // Packets are the writer's affair.
    let reader = open(
      PipeEnd(pipe, .readOnly, inode: number), number, flags.intersection(.nonBlocking), call)
    let writer = open(
      PipeEnd(pipe, .writeOnly, inode: number), number,
      flags.subtracting(.closeOnExec).union(.writeOnly), call)

    let input = try call.install(reader, closesOnExecute: closesOnExecute) as Int32
    do throws(Errno) {
      let output = try call.install(writer, closesOnExecute: closesOnExecute) as Int32
      do throws(Errno) {
        var layout = ByteWriter(capacity: 8)
        layout.write(input)
        layout.write(output)
        try call.memory.write(layout.bytes, to: call.address(0))
      } catch {
        call.uninstall(output)
        throw error
      }
    } catch {
      call.uninstall(input)
      throw error
    }
    return .value(0)
  }

  /// The description of an end. Its name can be opened again, like a FIFO's.
  private static func open(
    _ end: PipeEnd, _ number: UInt64, _ flags: OpenFlags, _ call: SyscallContext
  ) -> OpenFile {
    let location = call.ownedLocation(end, "pipe:[\(number)]")
    location.inode.attachment = FIFO(anonymous: end.pipe, inode: number)
    return OpenFile(end, location: location, flags: flags)
  }
}
