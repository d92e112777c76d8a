import LinuxABI

/// A set of System V semaphores. See semop(2).
final class SemaphoreSet: SystemVObject {
  /// SEMVMX.
  static let maximum: Int32 = 32767

  /// What is given back to a set when a process ends: SEM_UNDO.
  struct Undo {
    let set: SemaphoreSet
    var adjustments: [Int32]
  }

  /// A call that waits; counted by GETNCNT and GETZCNT.
  final class Waiter: BlockedOperation {
    let operations: [SemaphoreOperationLayout]
    let deadline: UInt64?
    let set: SemaphoreSet
    /// The operation that could not be done.
    var blocking: SemaphoreOperationLayout

    init(
      _ set: SemaphoreSet, _ operations: [SemaphoreOperationLayout], deadline: UInt64?,
      blocking: SemaphoreOperationLayout
    ) {
      self.set = set
      self.operations = operations
      self.deadline = deadline
      self.blocking = blocking
    }
  }

  private let buffers: BufferAccount
  private(set) var values: [Int32]
  /// Who changed each last.
  private(set) var processIDs: [Int32]
  private(set) var operationTime: Int64 = 0
  private var waiters: [Weak] = []

  private struct Weak { weak var waiter: Waiter? }

  /// ENOMEM when the kernel has no more for semaphores.
  init(
    key: Int32, mode: UInt32, count: Int, _ credentials: Credentials, _ buffers: BufferAccount,
    now: Int64
  ) throws(Errno) {
    guard buffers.admits(Self.cost(count)) else { throw .noMemory }
    self.buffers = buffers
    values = [Int32](repeating: 0, count: count)
    processIDs = values
    super.init(key: key, mode: mode, credentials, now: now)
    buffers.take(Self.cost(count))
  }

  deinit { buffers.giveBack(Self.cost(values.count)) }

  private static func cost(_ count: Int) -> Int { 256 + 2 * MemoryLayout<Int32>.size * count }

  /// All of the operations, or none: nil when they were done, the first that has to wait otherwise.
  /// ERANGE.
  func perform(
    _ operations: [SemaphoreOperationLayout], adjusting undo: inout Undo, by process: Int32,
    now: Int64
  ) throws(Errno) -> SemaphoreOperationLayout? {
    var new = values
    var adjustments = undo.adjustments
    for operation in operations {
      let index = Int(operation.index)
      let change = Int32(operation.change)
      if change == 0 {
        guard new[index] == 0 else { return operation }
        continue
      }
      let value = new[index] + change
      if value < 0 { return operation }
      guard value <= Self.maximum else { throw .outOfRange }
      new[index] = value
      if SystemVFlags(rawValue: Int32(operation.flags)).contains(.undo) {
        adjustments[index] -= change
        guard (-Self.maximum - 1...Self.maximum).contains(adjustments[index]) else {
          throw .outOfRange
        }
      }
    }
    values = new
    undo.adjustments = adjustments
    operationTime = now
    for operation in operations { processIDs[Int(operation.index)] = process }
    if operations.contains(where: { $0.change != 0 }) { queue.wakeAll() }
    return nil
  }

  /// SETVAL and SETALL, from `index` on.
  func set(_ new: [Int32], from index: Int, by process: Int32, now: Int64) {
    values.replaceSubrange(index..<index + new.count, with: new)
    for place in index..<index + new.count { processIDs[place] = process }
    changeTime = now
    queue.wakeAll()
  }

  func undo(_ adjustments: [Int32], by process: Int32, now: Int64) {
    for (index, adjustment) in adjustments.enumerated() where adjustment != 0 {
      values[index] = min(Self.maximum, max(0, values[index] + adjustment))
      processIDs[index] = process
    }
    operationTime = now
    queue.wakeAll()
  }

  func add(_ waiter: Waiter) {
    waiters.removeAll { $0.waiter == nil }
    waiters.append(Weak(waiter: waiter))
  }

  func remove(_ waiter: Waiter) { waiters.removeAll { $0.waiter === waiter || $0.waiter == nil } }

  /// Calls that wait for a semaphore to grow, or to become zero.
  func waiterCount(_ index: Int, forZero: Bool) -> Int {
    waiters.count { entry in
      guard let blocking = entry.waiter?.blocking else { return false }
      return Int(blocking.index) == index && (blocking.change == 0) == forZero
    }
  }

  var layout: SemaphoreSetLayout {
    var layout = SemaphoreSetLayout()
    layout.permissions = permissionLayout
    layout.operationTime = operationTime
    layout.changeTime = changeTime
    layout.count = UInt64(values.count)
    return layout
  }
}
