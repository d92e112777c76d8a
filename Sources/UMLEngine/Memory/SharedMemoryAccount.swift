/// Shared anonymous memory of all processes: as much as was asked for, whatever of it is still
/// mapped.
///
/// The host counts it for no process, and keeps all of a piece while anybody maps a part of it. Its
/// maps say which pieces there are, but not how large one was at first. So a length is remembered
/// from the mmap(2) call on until the piece is seen in a map, and then by the piece's inode. Where
/// several calls may have made a piece the largest counts.
struct SharedMemoryAccount {
  /// A call that may make a piece, or may have made one.
  struct Request: Equatable {
    let length: UInt64
    let tid: Int32
    /// Of its thread, counted: when the thread makes another, this one is over.
    let call: UInt64
  }

  /// More are not compared with pieces at once.
  private static let requestLimit = 64

  private var pieces: [UInt64: UInt64] = [:]
  private var requests: [Request] = []

  /// Bytes.
  var total: UInt64 {
    pieces.values.reduce(0, +) + requests.reduce(0) { $0 + $1.length }
  }

  var isFull: Bool { requests.count >= Self.requestLimit }

  mutating func add(_ request: Request) { requests.append(request) }

  /// Compares with what the host has: the pieces of all maps, and how far each is mapped.
  mutating func recount(_ mapped: [UInt64: UInt64], isOver: (Request) -> Bool) {
    pieces = pieces.filter { mapped[$0.key] != nil }
    for (inode, extent) in mapped.sorted(by: { $0.value > $1.value }) where pieces[inode] == nil {
      let largest = requests.indices.max { requests[$0].length < requests[$1].length }
      let length = largest.map { requests.remove(at: $0).length }
      pieces[inode] = max(extent, length ?? 0)
    }
    requests.removeAll(where: isOver)
  }
}
