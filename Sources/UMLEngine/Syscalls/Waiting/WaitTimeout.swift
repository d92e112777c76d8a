import LinuxABI

/// How long a waiting call waits: until a moment of the monotonic clock, or for ever.
struct WaitTimeout {
  /// nil waits for ever.
  let deadline: UInt64?

  static let none = WaitTimeout(deadline: nil)

  init(deadline: UInt64?) { self.deadline = deadline }

  /// From `now` on. A time too long for the clock is for ever.
  init(nanoseconds: UInt64, from now: UInt64) {
    let (sum, overflow) = now.addingReportingOverflow(nanoseconds)
    deadline = overflow ? nil : sum
  }

  /// poll(2)'s and epoll_wait(2)'s: negative is for ever.
  init(milliseconds: Int32, from now: UInt64) {
    guard milliseconds >= 0 else {
      self = .none
      return
    }
    self.init(nanoseconds: UInt64(milliseconds) * 1_000_000, from: now)
  }

  /// EINVAL for a negative time or too many nanoseconds.
  init(_ time: TimeSpec, from now: UInt64) throws(Errno) {
    guard time.isValid else { throw .invalidArgument }
    self.init(nanoseconds: UInt64(time.totalNanoseconds), from: now)
  }

  func hasPassed(at now: UInt64) -> Bool {
    guard let deadline else { return false }
    return deadline <= now
  }

  /// What is left of it, for the calls that tell the caller. nil when it never ends.
  func remaining(at now: UInt64) -> TimeSpec? {
    guard let deadline else { return nil }
    let left = deadline > now ? deadline - now : 0
    return TimeSpec(totalNanoseconds: Int64(clamping: left))
  }
}

extension SyscallContext {
  /// An optional relative `struct timespec`; NULL waits for ever.
  func timeout(_ index: Int) throws(Errno) -> WaitTimeout {
    guard let address = optionalAddress(index) else { return .none }
    let time = try memory.readLayout(address, as: TimeSpec.self)
    return try WaitTimeout(time, from: kernel.clock.monotonic)
  }

  /// Tells the caller how much of its `struct timespec` is left. The result of the wait counts more
  /// than this: a place that cannot be written is left alone, as Linux does.
  func storeRemaining(of timeout: WaitTimeout, at index: Int) {
    guard let address = optionalAddress(index),
      let left = timeout.remaining(at: kernel.clock.monotonic)
    else { return }
    do throws(Errno) { try memory.write(left.bytes, to: address) } catch {}
  }

  /// The signal mask of ppoll(2) and its kin; nil for NULL. EINVAL for a set of another size.
  func signalMask(at address: GuestAddress, size: UInt64) throws(Errno) -> SignalSet? {
    guard address.value != 0 else { return nil }
    guard size == SignalSet.size else { throw .invalidArgument }
    let mask = try memory.readLayout(address, as: SignalSet.self)
    return mask.subtracting(.uncatchable)
  }

  /// Waits under a mask, which goes with the answer. Set at every run: when the call was
  /// interrupted and is made again, the mask of the run before is gone.
  mutating func wait(
    under mask: SignalSet?, _ run: (inout SyscallContext) throws(Errno) -> SyscallOutcome
  ) throws(Errno) -> SyscallOutcome {
    task.temporaryMask = mask
    do throws(Errno) {
      let outcome = try run(&self)
      if case .value = outcome { task.temporaryMask = nil }
      return outcome
    } catch {
      task.temporaryMask = nil
      throw error
    }
  }
}
