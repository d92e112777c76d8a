import LinuxABI
import UMLHost

/// Frames on their way into a socket that does not wait.
struct OutboundQueue {
  private struct Piece {
    let frame: [UInt8]
    /// The line whose output it is, if it can be replaced by a snapshot.
    let line: String?
  }

  private var pieces: [Piece] = []
  private var first = 0
  /// Bytes of the first piece that are gone already.
  private var sent = 0
  private(set) var byteCount = 0

  var isEmpty: Bool { first == pieces.count }

  mutating func append(_ frame: [UInt8], outputOf line: String? = nil) {
    pieces.append(Piece(frame: frame, line: line))
    byteCount += frame.count
  }

  /// Forgets the output of a line, except for a frame of which a part is gone already.
  mutating func dropOutput(of line: String) {
    let begun = sent > 0 ? 1 : 0
    var kept = Array(pieces[first..<min(first + begun, pieces.count)])
    kept += pieces.dropFirst(first + begun).filter { $0.line != line }
    pieces = kept
    first = 0
    byteCount = pieces.reduce(0) { $0 + $1.frame.count } - sent
  }

  /// Sends what the socket takes.
  ///
  /// - Throws: the socket's error, such as `.brokenPipe`; never `.wouldBlock`.
  mutating func flush(to socket: BorrowedDescriptor) throws(Errno) {
    while first < pieces.count {
      do throws(Errno) {
        let count = try send(pieces[first].frame, from: sent, to: socket)
        sent += count
        byteCount -= count
      } catch {
        guard error == .wouldBlock else { throw error }
        compact()
        return
      }
      if sent == pieces[first].frame.count {
        first += 1
        sent = 0
      }
    }
    compact()
  }

  private func send(
    _ frame: [UInt8], from start: Int, to socket: BorrowedDescriptor
  ) throws(Errno) -> Int {
    let outcome = frame.withUnsafeBytes { buffer in
      do throws(Errno) {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
        return Result<Int, Errno>.success(try socket.send(rest))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private mutating func compact() {
    if isEmpty {
      pieces.removeAll(keepingCapacity: true)
    } else {
      pieces.removeFirst(first)
    }
    first = 0
  }
}
