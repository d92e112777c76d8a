import LinuxABI
import UMLHost

/// What the guest writes on a line, in a file of the host, as it was written.
final class LineLog: LineTap {
  let path: String
  private let file: HostDescriptor
  private let onFailure: (Errno) -> Void
  private var hasFailed = false

  /// Goes on at the end of a file that exists; makes one that only this user may read.
  ///
  /// - Throws: `.invalidArgument` for what is no regular file, which could make the machine wait.
  init(_ path: String, onFailure: @escaping (Errno) -> Void) throws(Errno) {
    self.path = path
    self.onFailure = onFailure
    file = try HostFile.open(
      path, [.writeOnly, .create, .append, .nonBlocking, .noControllingTerminal],
      permissions: 0o600)
    guard try file.status().type == .regular else { throw .invalidArgument }
  }

  func lineSent(_ bytes: UnsafeRawBufferPointer) {
    guard !hasFailed else { return }
    do throws(Errno) {
      var rest = bytes[...]
      while !rest.isEmpty {
        rest = rest.dropFirst(try file.write(UnsafeRawBufferPointer(rebasing: rest)))
      }
    } catch {
      hasFailed = true
      onFailure(error)
    }
  }
}
