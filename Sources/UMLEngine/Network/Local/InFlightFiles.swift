import LinuxABI

/// The open files that messages carry and nobody has received yet.
///
/// Local sockets can be sent through each other, and then keep each other alive in a circle that
/// no descriptor leads to. Such circles are looked for and their queues emptied, as Linux does
/// (net/unix/garbage.c), when a socket is closed and when many are on their way.
final class InFlightFiles {
  private struct Entry {
    let file: OpenFile
    let socket: LocalSocket
    var count = 0
  }

  /// Only sockets can close a circle.
  private var sockets: [ObjectIdentifier: Entry] = [:]
  private var countsByUser: [UInt32: Int] = [:]
  private var total = 0
  private var collectionThreshold = 1024
  private var closesSinceCollection = 0
  private var discarded: [OpenFile] = []
  private var isDiscarding = false

  /// Files a user has on their way.
  func count(of user: UInt32) -> Int { countsByUser[user] ?? 0 }

  /// A message takes a reference to each of these.
  func sent(_ files: [OpenFile], by user: UInt32) {
    guard !files.isEmpty else { return }
    for file in files {
      file.retain()
      guard let socket = file.object as? LocalSocket else { continue }
      sockets[ObjectIdentifier(file), default: Entry(file: file, socket: socket)].count += 1
    }
    countsByUser[user, default: 0] += files.count
    total += files.count
    if total > collectionThreshold {
      collect()
      collectionThreshold = max(1024, total * 2)
    }
  }

  /// A message gave them up; the references are the receiver's now.
  func received(_ files: [OpenFile], from user: UInt32) {
    guard !files.isEmpty else { return }
    for file in files {
      let key = ObjectIdentifier(file)
      guard var entry = sockets[key] else { continue }
      entry.count -= 1
      sockets[key] = entry.count > 0 ? entry : nil
    }
    let left = (countsByUser[user] ?? 0) - files.count
    countsByUser[user] = left > 0 ? left : nil
    total -= files.count
  }

  /// Gives up the references of files nobody will receive. Closing a socket discards its own
  /// queue: the list here keeps that from going as deep as a guest likes.
  func discard(_ files: [OpenFile]) {
    discarded.append(contentsOf: files)
    guard !isDiscarding else { return }
    isDiscarding = true
    while let file = discarded.popLast() { file.release() }
    isDiscarding = false
  }

  /// A socket was closed, and may have been the last way to others. With many on their way not
  /// every close looks at all of them.
  func socketClosed() {
    closesSinceCollection += 1
    guard closesSinceCollection >= sockets.count / 16 else { return }
    collect()
  }

  /// Finds sockets that only messages in each other's queues refer to, and empties those.
  private func collect() {
    closesSinceCollection = 0
    // Only those that nothing but messages refers to can be lost.
    let candidates = sockets.filter { $0.value.file.references == $0.value.count }
    guard !candidates.isEmpty else { return }
    var outside = candidates.mapValues(\.count)
    for entry in candidates.values {
      for key in Self.carried(by: entry.socket) { outside[key]? -= 1 }
    }
    // What a message outside of the candidates refers to can be received, and all it carries.
    var lost = candidates
    var reachable = outside.filter { $0.value > 0 }.map(\.key)
    while let key = reachable.popLast() {
      guard let entry = lost.removeValue(forKey: key) else { continue }
      reachable.append(contentsOf: Self.carried(by: entry.socket))
    }
    for entry in lost.values { entry.socket.discardMessages() }
  }

  private static func carried(by socket: LocalSocket) -> [ObjectIdentifier] {
    socket.waitingMessages.flatMap { $0.rights.map { ObjectIdentifier($0) } }
  }
}
