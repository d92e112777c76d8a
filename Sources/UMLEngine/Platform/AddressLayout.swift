import UMLHost

/// Where things go in the address space of a guest program, whatever its size: in the proportions
/// that Linux gives 47 bits.
///
/// ```
///   0 … fixed programs … base ─ position-independent programs … stub … libraries … stack … end
///                        2/3                                    7/8
/// ```
struct AddressLayout: Equatable, Sendable {
  private static let pageMask: UInt64 = 4095
  /// Programs, libraries, a stack and room between them.
  private static let leastEnd: UInt64 = 1 << 30
  private static let leastLimit: UInt64 = 32 << 20

  /// One past the last address.
  let end: UInt64

  /// For what the host offers.
  ///
  /// - Throws: what is missing, in words.
  init(_ host: HostAddressSpace) throws(PlatformError) {
    guard host.end >= Self.leastEnd else {
      throw PlatformError(
        description: "the host's address space is too small (\(host)): guest programs, and the "
          + "exec stub beside them, need 1G")
    }
    if let limit = host.limit, limit < Self.leastLimit {
      throw PlatformError(
        description: "a process may have too little address space (\(host)): guest programs need "
          + "\(Self.leastLimit >> 20)M; see ulimit -v")
    }
    // Beyond 47 bits programs get only what they ask for by address.
    end = min(host.end, 1 << 47)
  }

  /// Where the exec stub lies, and nothing else can.
  var stubAddress: UInt64 { (end / 8 * 7 - end >> 19) & ~Self.pageMask }

  /// Where a position-independent program is put: as Linux does, two thirds up and at random from
  /// there, so that nobody can know.
  var programHint: UInt64 {
    programBase + UInt64.random(in: 0..<programPages) << 12
  }

  var programBase: UInt64 { (end - 4096) / 3 * 2 & ~Self.pageMask }
  /// How many places there are.
  var programPages: UInt64 { end >> 19 }
}
