import LinuxABI
import UMLHost

/// execve: the host executes the stub in place of the program, and the stub maps what the kernel
/// decided.
extension NotifyPlatform {
  /// Below the stack pointer a leaf function may have data, see the x86-64 psABI, 3.2.2.
  private static let redZone: UInt64 = 128
  /// An argument vector longer than this is refused; the host's own limit is in bytes, and lower.
  private static let argumentLimit = 1 << 20
  private static let emptyPath: UInt64 = 0x1000

  func handleExecute(_ thread: NotifyThread, _ registers: inout Registers) {
    let isAt = registers.callNumber == SyscallNumber.execveat
    let pathAddress = registers[argument: isAt ? 1 : 0]
    var arguments = registers[argument: isAt ? 2 : 1]
    let environment = registers[argument: isAt ? 3 : 2]
    let memory = GuestMemory(thread: thread)
    do throws(Errno) {
      let path = try memory.readPath(at: GuestAddress(pathAddress))
      let request = ExecuteRequest(
        directory: isAt ? Int32(truncatingIfNeeded: registers[argument: 0]) : -100, path: path,
        flags: isAt ? UInt32(truncatingIfNeeded: registers[argument: 4]) : 0)
      guard let image = try delegate?.execute(thread, request: request) else {
        throw .noFunction
      }
      arguments = try prepareArguments(
        memory, arguments, leading: image.leadingArguments, below: registers.stackPointer)
      thread.candidate = image
      thread.callArguments = registers.arguments
      thread.goal = .rewritten(callNumber: registers.callNumber)
      registers.callNumber = SyscallNumber.execveat
      registers[argument: 0] = UInt64(StubLayout.stubDescriptor)
      // The empty path is the NUL that ends the real one.
      registers[argument: 1] = pathAddress &+ UInt64(path.count)
      registers[argument: 2] = arguments
      registers[argument: 3] = environment
      registers[argument: 4] = Self.emptyPath
      Tracee.setRegisters(thread.hostThread, registers)
      Tracee.resume(thread.hostThread, to: .callExit)
    } catch {
      refuse(thread, &registers, error)
    }
  }

  /// Where the argument vector is: as given, or a new one below the stack when a script's
  /// interpreter comes first or there was none.
  private func prepareArguments(
    _ memory: GuestMemory, _ vector: UInt64, leading: [[UInt8]]?, below stackPointer: UInt64
  ) throws(Errno) -> UInt64 {
    var pointers: [UInt64] = []
    let first = vector == 0 ? 0 : try memory.readInteger(GuestAddress(vector), as: UInt64.self)
    if leading == nil && first != 0 { return vector }
    if first != 0 { pointers = try pointerVector(memory, vector) }
    let strings = leading ?? [[]]

    var block: [UInt8] = []
    var offsets: [Int] = []
    for string in strings {
      offsets.append(block.count)
      block += string + [0]
    }
    let vectorSize = (strings.count + max(0, pointers.count - 1) + 1) * 8
    let base = (stackPointer &- Self.redZone &- UInt64(block.count + vectorSize)) & ~15
    let stringBase = base &+ UInt64(vectorSize)
    var writer = ByteWriter(capacity: vectorSize + block.count)
    for offset in offsets { writer.write(stringBase &+ UInt64(offset)) }
    for pointer in pointers.dropFirst() { writer.write(pointer) }
    writer.write(UInt64(0))
    writer.write(block)
    do throws(Errno) { try memory.write(writer.bytes, to: GuestAddress(base)) } catch {
      throw .argListTooLong
    }
    return base
  }

  private func pointerVector(_ memory: GuestMemory, _ vector: UInt64) throws(Errno) -> [UInt64] {
    var pointers: [UInt64] = []
    while pointers.count < Self.argumentLimit {
      let address = GuestAddress(vector &+ UInt64(pointers.count * 8))
      let pointer = try memory.readInteger(address, as: UInt64.self)
      if pointer == 0 { return pointers }
      pointers.append(pointer)
    }
    throw .argListTooLong
  }

  /// The stub runs: the old program is gone, and so are the other threads. Gives it its files and
  /// its plan.
  func answerStub(_ call: UInt64, _ thread: NotifyThread, planAddress: UInt64) {
    guard let image = thread.image else {
      // A guest that calls this number by itself finds nothing.
      return listener.answer(call, -Int(Errno.noFunction.rawValue))
    }
    thread.image = nil
    thread.call = call
    do throws(Errno) {
      try thread.put(image.program.descriptor, at: StubLayout.programDescriptor)
      if let interpreter = image.interpreter {
        try thread.put(interpreter.descriptor, at: StubLayout.interpreterDescriptor)
      }
    } catch {
      return thread.kill()
    }
    let plan = LoadPlan.bytes(image, in: layout)
    _ = plan.withUnsafeBytes { thread.writeMemory(planAddress, from: $0) }
    delegate?.executed(thread, image: image)
    thread.finish(0)
  }
}
