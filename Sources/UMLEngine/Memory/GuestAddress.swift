/// An address in a guest's memory. Only ``GuestMemory`` turns one into bytes.
struct GuestAddress: Hashable, Comparable {
  let value: UInt64

  init(_ value: UInt64) { self.value = value }

  static func < (a: GuestAddress, b: GuestAddress) -> Bool { a.value < b.value }

  /// Wraps around like the guest's own arithmetic; the access then faults.
  func advanced(by offset: Int) -> GuestAddress {
    GuestAddress(value &+ UInt64(bitPattern: Int64(offset)))
  }
}
