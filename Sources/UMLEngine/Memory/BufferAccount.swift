/// Bytes of the kernel's own memory that it holds for guests: one account for what is in pipes,
/// sockets and message queues, one for the objects themselves.
///
/// All of them together may have a part of the machine's memory: their limits are each one's own,
/// and guests may have any number of them. When there is no more, each pipe and socket still holds
/// a page, so that nobody waits for ever.
final class BufferAccount {
  /// What each may hold whatever the others do.
  static let minimum = 4096
  let limit: Int
  private(set) var bytes = 0
  /// There was a time when there was no more. From then on room may come back without a sign: who
  /// gives bytes back tells those who wait, even if they had room before.
  private(set) var wasShort = false

  /// `limit` is in bytes.
  init(limit: UInt64) { self.limit = Int(clamping: limit) }

  /// Whether so many more may be taken. Asking notes a shortage.
  func admits(_ count: Int) -> Bool {
    guard count > limit - bytes else { return true }
    wasShort = true
    return false
  }

  /// Largest size that one of them may be given.
  var largest: Int { max(limit, 1 << 20) }
  /// Bytes that may still be taken.
  var available: Int { max(0, limit - bytes) }

  func take(_ count: Int) { bytes += count }
  func giveBack(_ count: Int) { bytes -= count }
}
