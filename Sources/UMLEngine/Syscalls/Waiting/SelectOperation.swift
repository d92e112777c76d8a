import LinuxABI

/// The sets of select(2), read once, and when the wait ends.
struct SelectOperation: BlockedOperation {
  struct Result {
    var input: DescriptorSet
    var output: DescriptorSet
    var exceptional: DescriptorSet
    /// Bits set in all three.
    var count = 0
  }

  private let count: Int
  private let input: DescriptorSet
  private let output: DescriptorSet
  private let exceptional: DescriptorSet
  private let descriptors: [Int32]
  let timeout: WaitTimeout
  var mask: SignalSet?

  // What select(2) means by readable, writable and exceptional, in poll(2)'s terms.
  private static let inputEvents: PollEvents = [
    .input, .normalInput, .bandInput, .hangUp, .error,
  ]
  private static let outputEvents: PollEvents = [.output, .normalOutput, .bandOutput, .error]
  private static let exceptionalEvents: PollEvents = [.priority]

  init(
    count: Int, input: DescriptorSet?, output: DescriptorSet?, exceptional: DescriptorSet?,
    timeout: WaitTimeout
  ) {
    let none = DescriptorSet(count: count)
    self.count = count
    self.input = input ?? none
    self.output = output ?? none
    self.exceptional = exceptional ?? none
    self.timeout = timeout
    descriptors = self.input.union(self.output).union(self.exceptional).descriptors
  }

  /// Both calls tell how much of their timeout is left.
  func interrupted(_ call: SyscallContext) {
    if call.number == SyscallNumber.select {
      SelectSyscalls.storeTimeValue(timeout, call)
    } else {
      call.storeRemaining(of: timeout, at: 4)
    }
  }

  /// EBADF when a member of a set is not open.
  func look(at files: FileTable) throws(Errno) -> Result {
    let none = DescriptorSet(count: count)
    var result = Result(input: none, output: none, exceptional: none)
    for descriptor in descriptors {
      let found = try object(descriptor, files).readiness()
      if input.contains(descriptor), !found.isDisjoint(with: Self.inputEvents) {
        result.input.insert(descriptor)
        result.count += 1
      }
      if output.contains(descriptor), !found.isDisjoint(with: Self.outputEvents) {
        result.output.insert(descriptor)
        result.count += 1
      }
      if exceptional.contains(descriptor), !found.isDisjoint(with: Self.exceptionalEvents) {
        result.exceptional.insert(descriptor)
        result.count += 1
      }
    }
    return result
  }

  func queues(of files: FileTable) -> [WaitQueue] {
    descriptors.compactMap { descriptor in
      var events: PollEvents = []
      if input.contains(descriptor) { events.formUnion(Self.inputEvents) }
      if output.contains(descriptor) { events.formUnion(Self.outputEvents) }
      if exceptional.contains(descriptor) { events.formUnion(Self.exceptionalEvents) }
      return files.slot(descriptor)?.file.object.waitQueue(for: events)
    }
  }

  private func object(_ descriptor: Int32, _ files: FileTable) throws(Errno) -> any FileObject {
    let file = try files[descriptor]
    guard !file.isPathOnly else { throw .badFileDescriptor }
    return file.object
  }
}
