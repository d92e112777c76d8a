/// Which closed files of a hostfs keep their descriptor for reading: the last ones that were
/// closed.
///
/// Programs open the same few files again and again, and a program that is mapped is read after its
/// file is closed.
final class HostFileCache {
  static let limit = 64

  private var idle: [HostRegularFile] = []

  func keep(_ file: HostRegularFile) {
    if let index = idle.firstIndex(where: { $0 === file }) { idle.remove(at: index) }
    if idle.count == Self.limit { idle.removeFirst().closeIfIdle() }
    idle.append(file)
  }

  func drop(_ file: HostRegularFile) {
    guard let index = idle.firstIndex(where: { $0 === file }) else { return }
    idle.remove(at: index)
    file.closeIfIdle()
  }

  func removeAll() {
    for file in idle { file.closeIfIdle() }
    idle = []
  }
}
